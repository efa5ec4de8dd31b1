package dev.ganglion.replay.topic;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * How a client of ours reaches the broker: all that the operator says as {@code kafka.*} or {@code KAFKA_*}, which is what
 * the service's own clients get.
 */
public final class BrokerSettings {

    private static final String PREFIX = "kafka.";
    private static final String SERVERS = "bootstrap.servers";

    private BrokerSettings() {}

    /** Settings of a Kafka client, without serializers. */
    public static Map<String, Object> of(Config config) {
        Map<String, Object> settings = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            String setting = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (setting.startsWith(PREFIX)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> settings.put(setting.substring(PREFIX.length()), value));
            }
        }
        config.getOptionalValue(PREFIX + SERVERS, String.class).ifPresent(value -> settings.put(SERVERS, value));
        settings.putIfAbsent(SERVERS, "localhost:9092");
        return settings;
    }
}
