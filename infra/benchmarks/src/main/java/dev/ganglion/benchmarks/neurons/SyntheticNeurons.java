package dev.ganglion.benchmarks.neurons;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Neurons that nobody recorded: events as large as real ones, no two of which ask a model the same question. A few are
 * made; all others are those with another number in their places.
 */
public final class SyntheticNeurons {

    /** Tokens of each excerpt. */
    public static final int TOKENS = SyntheticText.TOKENS;

    private static final int DIFFERENT = 16;
    private static final int FIRST = 1_000_000;
    /** Stands for the number of the neuron until there is one. */
    private static final String PLACE = "1999999";

    private static final UUID ID = UUID.fromString("00000000-0000-5000-8000-00000" + PLACE);
    private static final NeuronId NEURON = NeuronId.parse("benchmark/0-mlp/" + PLACE);
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final int TABLE = 1024;
    private static final int EACH_SPLIT = 5;

    private final List<Numbered> activations = new ArrayList<>();
    private final List<Numbered> explanations = new ArrayList<>();

    /** Sixteen different ones: enough where nothing depends on how well they compress. */
    public SyntheticNeurons() {
        this(DIFFERENT);
    }

    /**
     * @param different how many are made; records compress as real ones do if a producer's batch seldom holds two copies
     */
    public SyntheticNeurons(int different) {
        SyntheticText text = new SyntheticText(20230509);
        for (int i = 0; i < different; i++) {
            NeuronActivations record = record(text);
            activations.add(Numbered.of(EventCodec.of(NeuronActivations.class).encode(record), PLACE));
            explanations.add(Numbered.of(EventCodec.of(Explanation.class).encode(explanation(record)), PLACE));
        }
    }

    /** The key of the n-th neuron, from 0. */
    public static String key(int n) {
        return NEURON.key().replace(PLACE, Integer.toString(FIRST + n));
    }

    /** The record of the n-th neuron, as it is on {@code neuron-activations}. */
    public byte[] activations(int n) {
        return activations.get(n % activations.size()).with(Integer.toString(FIRST + n));
    }

    /** An explanation in words of the n-th neuron, as it is on {@code explanations}. */
    public byte[] explanation(int n) {
        return explanations.get(n % explanations.size()).with(Integer.toString(FIRST + n));
    }

    private static NeuronActivations record(SyntheticText text) {
        List<Excerpt> excerpts = new ArrayList<>();
        for (ExcerptSet set : List.of(ExcerptSet.TOP, ExcerptSet.RANDOM)) {
            for (Split split : List.of(Split.TRAIN, Split.CALIBRATION, Split.VALID, Split.TEST)) {
                int many = set == ExcerptSet.TOP && split == Split.TRAIN ? 2 * EACH_SPLIT : EACH_SPLIT;
                for (int i = 0; i < many; i++) {
                    excerpts.add(text.excerpt(excerpts.size() + "/0", set, split, " n" + PLACE));
                }
            }
        }
        for (int i = 0; i < 3 * EACH_SPLIT; i++) {
            excerpts.add(text.excerpt(excerpts.size() + "/0", ExcerptSet.QUANTILE, Split.NONE, null));
        }
        double[] sums = new double[TABLE];
        for (int i = 0; i < TABLE; i++) {
            sums[i] = 10 * text.anyMean();
        }
        return new NeuronActivations(
                ID,
                NEURON,
                new Provenance(DIGEST, "synthetic", DIGEST, 4311, 275_904, "synthetic 1"),
                new Statistics(271_593, 9.0, 0.02, 0.4, 6.1, 51.0),
                excerpts,
                new TokenTable(
                        text.vocabulary(TABLE), ActivationValues.of(sums), Collections.nCopies(TABLE, 10L), 0.02));
    }

    private static Explanation explanation(NeuronActivations record) {
        return new Explanation(
                ID,
                NEURON,
                ID,
                new RecipeRef("synthetic", DIGEST, "synthetic"),
                0,
                null,
                ExplanationKind.WORDS,
                "invented words that begin with the same letter as the number " + PLACE,
                null,
                record.statistics().maximum(),
                record.excerpts().stream().filter(Excerpt::heldOut).toList());
    }
}
