package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.CorpusCounts;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.corpus.ExcerptId;
import dev.ganglion.subject.corpus.ExcerptSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Excerpts and a model's activations on them, all made up. Values are eighths, so that sums of them are exact. */
final class FakeCorpus implements ExcerptSource, ActivationSource {

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

    /** Row-major [batch, tokens, neurons]. */
    float[] run(List<Excerpt> batch, int layer) {
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
    public void run(List<Excerpt> batch, LayerConsumer consumer) {
        batches++;
        for (int layer = 0; layer < layers; layer++) {
            consumer.layer(layer, run(batch, layer));
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
