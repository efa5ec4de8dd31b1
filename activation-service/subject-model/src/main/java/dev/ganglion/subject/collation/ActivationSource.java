package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.List;

/** Runs the subject model. */
@FunctionalInterface
public interface ActivationSource {

    /**
     * Runs a batch and hands over each wanted layer, once, before it returns.
     *
     * @param batch excerpts of equal length, at least one
     */
    void run(List<Excerpt> batch, LayerConsumer consumer);

    /** Takes the layers of a batch, on the thread that runs it. */
    @FunctionalInterface
    interface LayerConsumer {

        /** @param activations row-major [batch, tokens, neurons]; only read, and not kept */
        void layer(int layer, float[] activations);
    }
}
