package dev.ganglion.explainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Real neurons of GPT-2 XL, as the paper shows them. */
public final class PaperNeurons {

    private PaperNeurons() {}

    /** The neuron 25/4870: phrases of certainty. */
    public static NeuronActivations certainty() {
        return read("gpt2-xl-25-4870.json");
    }

    private static NeuronActivations read(String file) {
        try (InputStream in = PaperNeurons.class.getResourceAsStream("/neurons/" + file)) {
            return record(new JsonMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NeuronActivations record(JsonNode neuron) {
        List<Excerpt> excerpts = new ArrayList<>();
        neuron.path("train").forEach(node -> excerpts.add(excerpt(excerpts.size(), ExcerptSet.TOP, Split.TRAIN, node)));
        neuron.path("valid").forEach(node -> excerpts.add(excerpt(excerpts.size(), ExcerptSet.TOP, Split.VALID, node)));
        double maximum = excerpts.stream().mapToDouble(Excerpt::maximum).max().orElseThrow();
        return new NeuronActivations(
                new UUID(5, 4870),
                NeuronId.mlp(
                        "gpt2-xl",
                        neuron.path("layer").asInt(),
                        neuron.path("neuron").asInt()),
                new Provenance("5b", "corpus", "c0", 100, 6_400, "version=1"),
                new Statistics(6_400, maximum, 0.01, 0.1, 1.0, 4.0),
                excerpts,
                table(excerpts));
    }

    private static Excerpt excerpt(int ordinal, ExcerptSet set, Split split, JsonNode node) {
        List<String> tokens = new ArrayList<>();
        node.path("tokens").forEach(token -> tokens.add(token.asText()));
        double[] activations = new double[tokens.size()];
        for (int i = 0; i < activations.length; i++) {
            activations[i] = node.path("activations").get(i).asDouble();
        }
        return new Excerpt("9/" + ordinal, set, split, null, tokens, ActivationValues.of(activations));
    }

    private static TokenTable table(List<Excerpt> excerpts) {
        TreeMap<String, double[]> sums = new TreeMap<>();
        for (Excerpt excerpt : excerpts) {
            for (int i = 1; i < excerpt.tokens().size() && !excerpt.heldOut(); i++) {
                double[] sum = sums.computeIfAbsent(excerpt.tokens().get(i), token -> new double[2]);
                sum[0] += excerpt.activations().get(i);
                sum[1]++;
            }
        }
        return new TokenTable(
                List.copyOf(sums.keySet()),
                ActivationValues.of(
                        sums.values().stream().mapToDouble(sum -> sum[0]).toArray()),
                sums.values().stream().map(sum -> (long) sum[1]).toList(),
                0.01);
    }
}
