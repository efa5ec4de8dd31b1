package dev.ganglion.delivery;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive means that every channel still polls its broker, which it does while it is paused, waits or has nothing to do. How
 * long a record takes says nothing: it may wait for hours.
 */
@Liveness
@ApplicationScoped
class PollLoopHealth implements HealthCheck {

    /** Kafka's {@code max.poll.interval.ms}: a consumer that was silent for longer is out of its group. */
    private static final double LONGEST_SILENCE_SECONDS = 300;

    private final KafkaClientService clients;

    PollLoopHealth(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("kafka-poll-loops");
        boolean alive = true;
        for (String channel : clients.getConsumerChannels()) {
            for (KafkaConsumer<?, ?> consumer : clients.getConsumers(channel)) {
                double silence = secondsSinceLastPoll(consumer.unwrap());
                alive &= silence <= LONGEST_SILENCE_SECONDS;
                response.withData(channel, (long) silence + " s since the last poll");
            }
        }
        return response.status(alive).build();
    }

    /** Negative before the first poll, and where there is no consumer yet. */
    private static double secondsSinceLastPoll(Consumer<?, ?> consumer) {
        if (consumer == null) {
            return -1;
        }
        for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
            if (metric.getKey().name().equals("last-poll-seconds-ago")
                    && metric.getValue().metricValue() instanceof Number seconds) {
                return seconds.doubleValue();
            }
        }
        return -1;
    }
}
