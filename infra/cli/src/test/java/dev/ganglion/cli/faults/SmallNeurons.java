package dev.ganglion.cli.faults;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Neurons that nobody recorded, small, and no two of which ask a model the same question. */
final class SmallNeurons {

    /** Their model's name. */
    static final String MODEL = "faulty";

    private static final EventCodec<NeuronActivations> CODEC = EventCodec.of(NeuronActivations.class);
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final List<String> WORDS =
            List.of(" sea", " ship", " wind", " sail", " rope", " harbor", " gull", " wave", " salt", " tide");
    private static final int TOKENS = 12;
    private static final int EACH_SPLIT = 2;

    private SmallNeurons() {}

    static String key(int n) {
        return neuron(n).key();
    }

    /** The record of the n-th neuron, as it is on {@code neuron-activations}. */
    static byte[] record(int n) {
        Random random = new Random(n);
        List<Excerpt> excerpts = new ArrayList<>();
        for (ExcerptSet set : List.of(ExcerptSet.TOP, ExcerptSet.RANDOM)) {
            for (Split split : List.of(Split.TRAIN, Split.CALIBRATION, Split.VALID, Split.TEST)) {
                for (int i = 0; i < EACH_SPLIT; i++) {
                    excerpts.add(excerpt(excerpts.size() + "/0", set, split, " n" + n, random));
                }
            }
        }
        double[] sums = random.doubles(WORDS.size(), 0, 10).toArray();
        return CODEC.encode(new NeuronActivations(
                UUID.nameUUIDFromBytes(("record " + n).getBytes(StandardCharsets.UTF_8)),
                neuron(n),
                new Provenance(DIGEST, "synthetic", DIGEST, 1000, 12_000, "synthetic 1"),
                new Statistics(11_000, 9.0, 0.02, 0.4, 6.1, 51.0),
                excerpts,
                new TokenTable(
                        WORDS,
                        ActivationValues.of(sums),
                        WORDS.stream().map(word -> 10L).toList(),
                        0.02)));
    }

    private static NeuronId neuron(int n) {
        return NeuronId.mlp(MODEL, 0, n);
    }

    private static Excerpt excerpt(String id, ExcerptSet set, Split split, String marker, Random random) {
        List<String> tokens = new ArrayList<>();
        double[] activations = new double[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(i == TOKENS / 2 ? marker : WORDS.get(random.nextInt(WORDS.size())));
            activations[i] = random.nextInt(3) == 0 ? 9 * random.nextDouble() : -0.17 * random.nextDouble();
        }
        return new Excerpt(id, set, split, null, tokens, ActivationValues.of(activations));
    }
}
