package dev.ganglion.subject.collation;

import ai.djl.ndarray.NDArray;
import dev.ganglion.subject.corpus.Excerpt;
import java.util.List;
import java.util.Set;

/** Runs the subject model. */
@FunctionalInterface
public interface ActivationSource {

    /**
     * Runs a batch and hands over each wanted layer, once, before it returns.
     *
     * @param batch excerpts of equal length, at least one
     * @param layers those wanted, at least one
     */
    void run(List<Excerpt> batch, Set<Integer> layers, LayerConsumer consumer);

    /** Takes the layers of a batch, on the thread that runs it. */
    @FunctionalInterface
    interface LayerConsumer {

        /** @param activations float32 [batch, tokens, neurons]; only read, and not kept */
        void layer(int layer, NDArray activations);
    }
}
