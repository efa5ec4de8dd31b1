package dev.ganglion.explainer;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A neuron's record, piece by piece. */
public final class RecordBuilder {

    private final List<Excerpt> excerpts = new ArrayList<>();
    private final double maximum;
    private TokenTable table = new TokenTable(List.of(), ActivationValues.of(new float[0]), List.of(), 0);

    /** @param maximum over the corpus */
    public RecordBuilder(double maximum) {
        this.maximum = maximum;
    }

    public RecordBuilder excerpt(Split split, List<String> tokens, double... activations) {
        excerpts.add(new Excerpt(
                "1/" + excerpts.size(), ExcerptSet.TOP, split, null, tokens, ActivationValues.of(activations)));
        return this;
    }

    public RecordBuilder train(List<String> tokens, double... activations) {
        return excerpt(Split.TRAIN, tokens, activations);
    }

    public RecordBuilder table(TokenTable tokenTable) {
        this.table = tokenTable;
        return this;
    }

    public NeuronActivations build() {
        return new NeuronActivations(
                new UUID(5, 7),
                NeuronId.mlp("demo", 1, 7),
                new Provenance("5b", "corpus", "c0", 100, 6_400, "version=1"),
                new Statistics(6_400, maximum, 0.01, 0.1, 1.0, 4.0),
                excerpts,
                table);
    }
}
