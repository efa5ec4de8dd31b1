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

/** Neurons' records for tests. */
public final class Neurons {

    private static final Statistics FIRING = new Statistics(1_000, 3.5, -0.05, 0.1, 1.0, 4.0);

    private Neurons() {}

    /** A neuron that fires on " genus" and " family", with an excerpt of every split. */
    public static NeuronActivations genus(int index) {
        return neuron(
                index,
                FIRING,
                new TokenTable(
                        List.of(" genus", " family", " the"),
                        ActivationValues.of(32f, 29f, -5f),
                        List.of(10L, 10L, 100L),
                        -0.05));
    }

    /** A neuron that no other is like: what is asked about it is asked about none before. */
    public static NeuronActivations ofItsOwnWords(int index) {
        NeuronActivations genus = genus(index);
        List<Excerpt> excerpts = genus.excerpts().stream()
                .map(excerpt -> new Excerpt(
                        excerpt.id(),
                        excerpt.set(),
                        excerpt.split(),
                        excerpt.quantiles(),
                        List.of("A", " genus" + index, " of"),
                        excerpt.activations()))
                .toList();
        TokenTable table = new TokenTable(
                List.of(" genus" + index, " the"), ActivationValues.of(32f, -5f), List.of(10L, 100L), -0.05);
        return new NeuronActivations(
                genus.id(), genus.neuron(), genus.provenance(), genus.statistics(), excerpts, table);
    }

    /** A neuron with this table. */
    public static NeuronActivations withTable(TokenTable table) {
        return neuron(7, FIRING, table);
    }

    /** A neuron that is nowhere above this maximum. */
    public static NeuronActivations withMaximum(double maximum) {
        return neuron(
                7,
                new Statistics(1_000, maximum, -0.1, 0.01, null, null),
                new TokenTable(List.of(" the"), ActivationValues.of(-10f), List.of(100L), -0.1));
    }

    private static NeuronActivations neuron(int index, Statistics statistics, TokenTable table) {
        List<Excerpt> excerpts = new ArrayList<>();
        for (Split split : Split.values()) {
            excerpts.add(new Excerpt(
                    index + "/" + split.ordinal(),
                    split == Split.NONE ? ExcerptSet.QUANTILE : ExcerptSet.TOP,
                    split,
                    split == Split.NONE ? "0.5-0.9" : null,
                    List.of("A", " genus", " of"),
                    ActivationValues.of(0.1f, 3.2f, -0.1f)));
        }
        return new NeuronActivations(
                new UUID(5, index),
                NeuronId.mlp("demo", 1, index),
                new Provenance("5b", "corpus", "c0", 100, 6_400, "version=1"),
                statistics,
                excerpts,
                table);
    }
}
