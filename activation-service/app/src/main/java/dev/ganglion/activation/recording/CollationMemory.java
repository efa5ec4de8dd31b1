package dev.ganglion.activation.recording;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.corpus.ExcerptSource;
import dev.ganglion.subject.model.ModelShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides which layers are collated together. A layer needs a sum per neuron and token, 3 GB for each layer of the largest
 * GPT-2; where the memory does not hold all layers, the corpus runs through the model several times, a few layers each.
 */
final class CollationMemory {

    private static final int INTERRUPT_CHECK = 1024;

    private final long bytes;

    /** @param bytes of heap that collations may take */
    CollationMemory(long bytes) {
        this.bytes = bytes;
    }

    /**
     * The layers, in groups that fit.
     *
     * @throws RequestException if not even one layer fits
     */
    List<SortedSet<Integer>> passes(
            SortedSet<Integer> layers, ModelShape shape, CollationParameters parameters, ExcerptSource corpus)
            throws InterruptedException {
        if (layers.size() * layerBytes(shape, shape.vocabularySize(), parameters) <= bytes) {
            return List.of(layers);
        }
        // Most corpora have a part of the vocabulary; how large a part is worth a reading.
        long layer = layerBytes(shape, differentTokens(corpus), parameters);
        int together = (int) Math.min(layers.size(), bytes / layer);
        if (together == 0) {
            throw new RequestException("One layer of this model needs " + megabytes(layer)
                    + " MB of heap over this corpus, and there are " + megabytes(bytes)
                    + " for it; start the service with a larger -Xmx, twice what is needed.");
        }
        List<SortedSet<Integer>> passes = new ArrayList<>();
        List<Integer> ascending = List.copyOf(layers);
        for (int from = 0; from < ascending.size(); from += together) {
            passes.add(new TreeSet<>(ascending.subList(from, Math.min(ascending.size(), from + together))));
        }
        return passes;
    }

    /** What a {@link dev.ganglion.subject.collation.LayerCollator} holds, as it says. */
    private static long layerBytes(ModelShape shape, int tokens, CollationParameters parameters) {
        long excerpts = parameters.top() + (long) parameters.bins() * parameters.perBin() + parameters.random();
        return shape.neuronsPerLayer()
                * (8L * tokens + 4L * parameters.sample() + excerpts * (4L * parameters.excerptTokens() + 64) + 40);
    }

    private static int differentTokens(ExcerptSource corpus) throws InterruptedException {
        BitSet seen = new BitSet();
        long excerpts = 0;
        try (ExcerptCursor cursor = corpus.open()) {
            for (Excerpt excerpt = cursor.next(); excerpt != null; excerpt = cursor.next()) {
                for (int position = 0; position < excerpt.length(); position++) {
                    seen.set(excerpt.token(position));
                }
                if (++excerpts % INTERRUPT_CHECK == 0 && Thread.interrupted()) {
                    throw new InterruptedException("the reading of the corpus was interrupted");
                }
            }
        }
        return seen.cardinality();
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
