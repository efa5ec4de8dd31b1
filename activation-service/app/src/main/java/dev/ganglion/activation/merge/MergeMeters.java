package dev.ganglion.activation.merge;

import dev.ganglion.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the merge has done, as metrics. Safe for any number of threads. */
final class MergeMeters {

    private final Counter processed;
    private final Counter repeated;
    private final Counter deadLettered;
    private final Counter merged;
    private final Counter expired;
    private final AtomicLong waiting = new AtomicLong();

    MergeMeters(MeterRegistry metrics) {
        processed = records(metrics, "processed");
        repeated = records(metrics, "not-applicable");
        deadLettered = records(metrics, "dead-lettered");
        merged = Counter.builder("ganglion.neurons.merged")
                .description("Neurons' records merged of the parts of all shards")
                .register(metrics);
        expired = Counter.builder("ganglion.neurons.expired")
                .description("Neurons' records given up because shards did not come")
                .register(metrics);
        Gauge.builder("ganglion.neurons.waiting", waiting, AtomicLong::get)
                .description("Neurons' records that wait for shards, in the partitions of this process")
                .register(metrics);
    }

    private static Counter records(MeterRegistry metrics, String outcome) {
        return Counter.builder("ganglion.records")
                .description("Records read, by what became of them")
                .tag("topic", Topics.NEURON_ACTIVATION_PARTIALS)
                .tag("outcome", outcome)
                .register(metrics);
    }

    void processed() {
        processed.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void deadLettered() {
        deadLettered.increment();
    }

    void merged() {
        merged.increment();
    }

    long mergedCount() {
        return (long) merged.count();
    }

    void expired() {
        expired.increment();
    }

    /** So many more records wait, or fewer. */
    void waiting(long more) {
        waiting.addAndGet(more);
    }

    long waiting() {
        return waiting.get();
    }
}
