package dev.ganglion.subject.summary;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ganglion.subject.model.Directions;
import dev.ganglion.subject.model.ModelShape;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What a model's weights say of the neurons of some layers, as the reference publishes it ("Language models can explain
 * neurons in language models", section on related neurons and tokens): for neurons, what the lower one writes, times the gain
 * of the upper layer, times what the upper one reads; for tokens the same with embedding and unembedding.
 *
 * <p>Products of matrices on the model's device: 2 × width × neurons × (2 × vocabulary + neurons × the layers below or above)
 * operations for a layer, some 5 × 10¹² for each of GPT-2 XL's, which is what 1,500 tokens take through the model. Bytes held in
 * the heap: 32 × neurons × ({@value #TOKENS} + {@value #NEURONS}) for a layer, 6 MB for GPT-2 XL's; on the device four products
 * of at most 256 MB.
 */
public final class WeightSummaries {

    /** Tokens of each sign. */
    public static final int TOKENS = 20;

    /** Neurons of each sign, upstream and downstream. */
    public static final int NEURONS = 10;

    private static final int MOST_PRODUCTS = 1 << 26;

    private final Map<Integer, LayerSummaries> layers = new TreeMap<>();

    private WeightSummaries(ModelShape shape, SortedSet<Integer> wanted) {
        wanted.forEach(layer -> layers.put(layer, new LayerSummaries(shape.neuronsPerLayer())));
    }

    private static final class LayerSummaries {
        private final SignedExtremes inputTokens;
        private final SignedExtremes outputTokens;
        private final SignedExtremes upstream;
        private final SignedExtremes downstream;

        LayerSummaries(int neurons) {
            inputTokens = new SignedExtremes(neurons, TOKENS);
            outputTokens = new SignedExtremes(neurons, TOKENS);
            upstream = new SignedExtremes(neurons, NEURONS);
            downstream = new SignedExtremes(neurons, NEURONS);
        }
    }

    /**
     * Computes them all. Blocking; for one thread.
     *
     * @param memory the parent of what is held for a while, on the model's device
     * @param tokens of the vocabulary that are looked at, from 0: models have rows for more tokens than their tokenizer has
     * @param layers whose neurons are summarized; they are related to those of all layers
     * @throws dev.ganglion.subject.ModelException if a weight is not a finite number
     * @throws InterruptedException if the thread is interrupted; it ends after the product under way
     */
    public static WeightSummaries of(
            Directions directions, NDManager memory, int tokens, SortedSet<Integer> layers, SummaryProgress progress)
            throws InterruptedException {
        WeightSummaries summaries = new WeightSummaries(directions.shape(), layers);
        summaries.compute(directions, memory, tokens, progress);
        return summaries;
    }

    /** @throws NullPointerException if the layer is not one of those that were asked for */
    public WeightSummary of(int layer, int neuron) {
        LayerSummaries of = layers.get(layer);
        return new WeightSummary(
                of.inputTokens.of(neuron),
                of.outputTokens.of(neuron),
                of.upstream.of(neuron),
                of.downstream.of(neuron));
    }

    private void compute(Directions directions, NDManager memory, int tokens, SummaryProgress progress)
            throws InterruptedException {
        ModelShape shape = directions.shape();
        int total = 2 * layers.size() + pairs(shape.layers());
        int done = 0;
        try (NDManager scope = memory.newSubManager()) {
            NDArray embedding = directions.embedding(scope).get(":" + tokens);
            for (int layer : layers.keySet()) {
                try (NDManager ofLayer = scope.newSubManager()) {
                    tokens(directions.reads(layer, ofLayer), embedding, layers.get(layer).inputTokens);
                }
                report(progress, ++done, total);
            }
        }
        try (NDManager scope = memory.newSubManager()) {
            NDArray unembedding = directions.unembedding(scope).get(":" + tokens);
            for (int layer : layers.keySet()) {
                try (NDManager ofLayer = scope.newSubManager()) {
                    tokens(directions.writes(layer, ofLayer), unembedding, layers.get(layer).outputTokens);
                }
                report(progress, ++done, total);
            }
        }
        for (int lower = 0; lower < shape.layers(); lower++) {
            try (NDManager scope = memory.newSubManager()) {
                NDArray writes = directions.writes(lower, scope);
                for (int upper = lower + 1; upper < shape.layers(); upper++) {
                    if (layers.containsKey(lower) || layers.containsKey(upper)) {
                        try (NDManager ofPair = scope.newSubManager()) {
                            neurons(lower, writes, upper, directions.reads(upper, ofPair));
                        }
                        report(progress, ++done, total);
                    }
                }
            }
        }
    }

    /** How many pairs of layers have one that is wanted. */
    private int pairs(int all) {
        int others = all - layers.size();
        return all * (all - 1) / 2 - others * (others - 1) / 2;
    }

    private static void tokens(NDArray neurons, NDArray tokens, SignedExtremes extremes) {
        inParts(neurons, tokens, (products, first) -> extremes.offer(products, 1, first, 0));
    }

    private void neurons(int lower, NDArray writes, int upper, NDArray reads) {
        int width = Math.toIntExact(reads.getShape().get(0));
        LayerSummaries ofLower = layers.get(lower);
        LayerSummaries ofUpper = layers.get(upper);
        inParts(reads, writes, (products, first) -> { // [upper, lower]
            if (ofUpper != null) {
                ofUpper.upstream.offer(products, 1, first, lower * width);
            }
            if (ofLower != null) {
                ofLower.downstream.offer(products, 0, 0, upper * width + first);
            }
        });
    }

    private interface Products {

        /** @param products [some rows, columns] */
        void offer(NDArray products, int firstRow);
    }

    /** Every row with every column, as many rows at once as are not too many products. */
    private static void inParts(NDArray rows, NDArray columns, Products products) {
        int count = Math.toIntExact(rows.getShape().get(0));
        int together =
                Math.max(1, MOST_PRODUCTS / Math.toIntExact(columns.getShape().get(0)));
        try (NDArray transposed = columns.transpose()) {
            for (int first = 0; first < count; first += together) {
                int end = Math.min(count, first + together);
                try (NDArray part = rows.get(first + ":" + end);
                        NDArray product = part.matMul(transposed)) {
                    products.offer(product, first);
                }
            }
        }
    }

    private static void report(SummaryProgress progress, int done, int total) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the summary of the weights was interrupted");
        }
        progress.at(done, total);
    }
}
