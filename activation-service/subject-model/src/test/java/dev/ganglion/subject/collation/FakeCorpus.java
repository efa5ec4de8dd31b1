package dev.ganglion.subject.collation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.corpus.CorpusCounts;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.corpus.ExcerptId;
import dev.ganglion.subject.corpus.ExcerptSource;
import dev.ganglion.subject.engine.DjlEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Excerpts and a model's activations on them, all made up. Values are eighths, so that sums of them are exact. */
final class FakeCorpus implements ExcerptSource, ActivationSource {

    /** Lives as long as the tests. */
    private static final NDManager ENGINE = DjlEngine.newManager();

    final int tokens;
    final int neurons;
    final List<Excerpt> excerpts = new ArrayList<>();
    /** Of layer 0 [tokens][neurons]. Those of layer l are l more. */
    final Map<ExcerptId, float[][]> activations = new HashMap<>();

    int layers = 1;
    int batches;

    FakeCorpus(int tokens, int neurons) {
        this.tokens = tokens;
        this.neurons = neurons;
    }

    /**
     * @param fingerprints how many there are at most: fewer than excerpts make near-identical ones
     * @param values different values: few make ties
     */
    static FakeCorpus random(
            Random random, int excerpts, int tokens, int neurons, int vocabulary, int fingerprints, int values) {
        FakeCorpus corpus = new FakeCorpus(tokens, neurons);
        for (int i = 0; i < excerpts; i++) {
            int[] ids = random.ints(tokens, 0, vocabulary).toArray();
            corpus.add(ids, random.nextInt(fingerprints), () -> (random.nextInt(values) - values / 2) / 8.0);
        }
        return corpus;
    }

    void add(int[] ids, long fingerprint, DoubleSupplier values) {
        int at = excerpts.size();
        Excerpt excerpt = new Excerpt(new ExcerptId(at / 3, at % 3), ids, fingerprint);
        float[][] matrix = new float[tokens][neurons];
        for (float[] row : matrix) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                row[neuron] = (float) values.getAsDouble();
            }
        }
        excerpts.add(excerpt);
        activations.put(excerpt.id(), matrix);
    }

    float activation(Excerpt excerpt, int position, int neuron) {
        return activations.get(excerpt.id())[position][neuron];
    }

    /** Hands over a layer's activations on a batch, which are freed when the consumer returns. */
    void run(List<Excerpt> batch, int layer, Consumer<NDArray> consumer) {
        hand(values(batch, layer), new Shape(batch.size(), tokens, neurons), consumer);
    }

    /** Hands over an array that is freed when the consumer returns. */
    static void hand(float[] values, Shape shape, Consumer<NDArray> consumer) {
        try (NDManager memory = ENGINE.newSubManager()) {
            consumer.accept(memory.create(values, shape));
        }
    }

    /** Row-major [batch, tokens, neurons]. */
    private float[] values(List<Excerpt> batch, int layer) {
        float[] all = new float[batch.size() * tokens * neurons];
        int at = 0;
        for (Excerpt excerpt : batch) {
            for (float[] row : activations.get(excerpt.id())) {
                for (float value : row) {
                    all[at++] = value + layer;
                }
            }
        }
        return all;
    }

    @Override
    public void run(List<Excerpt> batch, Set<Integer> wanted, LayerConsumer consumer) {
        batches++;
        for (int i = 0; i < layers; i++) {
            int layer = i;
            if (wanted.contains(layer)) {
                run(batch, layer, activations -> consumer.layer(layer, activations));
            }
        }
    }

    @Override
    public ExcerptCursor open() {
        Iterator<Excerpt> left = excerpts.iterator();
        return new ExcerptCursor() {
            @Override
            public Excerpt next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public CorpusCounts counts() {
                return new CorpusCounts(1, excerpts.size(), 0, 0, 0);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
