package dev.ganglion.benchmarks.activation;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import dev.ganglion.subject.collation.CollatedExcerpt;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.collation.NeuronStatistics;
import dev.ganglion.subject.tokenizer.Tokenizer;
import java.util.List;
import java.util.UUID;

/** Writes records as the service puts them on the topic, and counts their bytes. */
final class EncodedRecords {

    private static final EventCodec<NeuronActivations> CODEC = EventCodec.of(NeuronActivations.class);
    private static final String DIGEST = "0".repeat(64);

    private final Tokenizer tokenizer;
    private long bytes;

    EncodedRecords(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    void add(int layer, int neuron, NeuronCollation collation) {
        NeuronStatistics statistics = collation.statistics();
        List<dev.ganglion.subject.collation.TokenTable.Entry> entries =
                collation.tokenTable().entries();
        bytes += CODEC.encode(new NeuronActivations(
                        new UUID(layer, neuron),
                        NeuronId.mlp("random", layer, neuron),
                        new Provenance(DIGEST, "random", DIGEST, statistics.count(), statistics.count(), "random"),
                        new Statistics(
                                statistics.count(),
                                statistics.maximum(),
                                statistics.mean(),
                                statistics.variance(),
                                statistics.skewness().orElse(0),
                                statistics.kurtosis().orElse(0)),
                        collation.excerpts().stream().map(this::excerpt).toList(),
                        new TokenTable(
                                entries.stream()
                                        .map(entry -> tokenizer.token(entry.token()))
                                        .toList(),
                                ActivationValues.of(entries.stream()
                                        .mapToDouble(entry -> entry.sum())
                                        .toArray()),
                                entries.stream().map(entry -> entry.count()).toList(),
                                collation.tokenTable().mean(),
                                collation.tokenTable().coverage())))
                .length;
    }

    private Excerpt excerpt(CollatedExcerpt excerpt) {
        return new Excerpt(
                excerpt.excerpt().id().toString(),
                ExcerptSet.valueOf(excerpt.set().name()),
                Split.valueOf(excerpt.split().name()),
                null,
                tokenizer.tokens(excerpt.excerpt().tokens()),
                ActivationValues.of(excerpt.activations()));
    }

    /** Of all records so far. */
    long bytes() {
        return bytes;
    }
}
