package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.EndpointSettings.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.Config;

/** The endpoint as the settings have it. A process that asks no model makes none, and reads no key. */
@ApplicationScoped
public class EndpointProducer {

    /**
     * Reads {@code openai.base-url} (OPENAI_BASE_URL), {@code openai.api-key} (OPENAI_API_KEY) and {@code llm.*}.
     *
     * @throws IllegalArgumentException with one sentence, if no server can be asked with them
     */
    public static EndpointSettings settings(Config config) {
        Limits unset = Limits.DEFAULT;
        Limits limits = new Limits(
                value(config, "llm.largest-answer", MemorySize.class)
                        .map(EndpointProducer::bytes)
                        .orElse(unset.largestAnswer()),
                value(config, "llm.timeout", Duration.class).orElse(unset.timeout()),
                value(config, "llm.probe-interval", Duration.class).orElse(unset.probeInterval()),
                value(config, "llm.concurrency", Integer.class).orElse(unset.concurrency()),
                limit(config, "llm.requests-per-minute"),
                limit(config, "llm.tokens-per-minute"),
                value(config, "llm.refusals-in-a-row", Integer.class).orElse(unset.refusalsInARow()));
        return EndpointSettings.of(
                value(config, "openai.base-url", String.class).orElse(EndpointSettings.OPENAI),
                config.getOptionalValue("openai.api-key", String.class),
                limits);
    }

    @Produces
    @Singleton
    HttpEndpoint endpoint(Vertx vertx, Config config, MeterRegistry metrics) {
        return new HttpEndpoint(vertx, settings(config), metrics);
    }

    void close(@Disposes HttpEndpoint endpoint) {
        endpoint.close();
    }

    private static OptionalLong limit(Config config, String name) {
        return value(config, name, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static int bytes(MemorySize size) {
        return (int) Math.min(Integer.MAX_VALUE, size.asLongValue());
    }

    private static <T> Optional<T> value(Config config, String name, Class<T> type) {
        try {
            return config.getOptionalValue(name, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the setting " + name + " cannot be read as " + kind(type) + ": correct it or leave it out");
        }
    }

    private static String kind(Class<?> type) {
        return type == Duration.class
                ? "a time like 120s"
                : type == MemorySize.class ? "a size like 16M" : type == String.class ? "a text" : "a whole number";
    }
}
