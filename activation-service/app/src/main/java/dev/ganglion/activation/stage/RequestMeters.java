package dev.ganglion.activation.stage;

import dev.ganglion.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the service has done, as metrics. */
@Singleton
class RequestMeters {

    private final Counter excerpts;
    private final Counter tokens;
    private final Counter published;
    private final Counter processed;
    private final Counter deadLettered;
    private final Timer requests;

    RequestMeters(MeterRegistry metrics) {
        excerpts = counter(metrics, "ganglion.excerpts", "Excerpts run through a subject model");
        tokens = counter(metrics, "ganglion.tokens", "Tokens of these excerpts");
        published = counter(metrics, "ganglion.neurons.published", "Neurons' records that the broker has");
        processed = records(metrics, "processed");
        deadLettered = records(metrics, "dead-lettered");
        requests = Timer.builder("ganglion.requests")
                .description("Time of an activation request, from its start until the broker has every record")
                .register(metrics);
    }

    private static Counter counter(MeterRegistry metrics, String name, String description) {
        return Counter.builder(name).description(description).register(metrics);
    }

    private static Counter records(MeterRegistry metrics, String outcome) {
        return Counter.builder("ganglion.records")
                .description("Records read, by what became of them")
                .tag("topic", Topics.ACTIVATION_REQUESTS)
                .tag("outcome", outcome)
                .register(metrics);
    }

    void recorded(long newExcerpts, long newTokens) {
        excerpts.increment(newExcerpts);
        tokens.increment(newTokens);
    }

    void published() {
        published.increment();
    }

    void processed(Duration time) {
        processed.increment();
        requests.record(time);
    }

    void deadLettered() {
        deadLettered.increment();
    }
}
