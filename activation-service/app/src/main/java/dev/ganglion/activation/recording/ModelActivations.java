package dev.ganglion.activation.recording;

import dev.ganglion.subject.collation.ActivationSource;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.model.SubjectModel;
import java.util.List;
import java.util.Set;

/** Gives a collation what the model does on a batch, and refuses numbers that are none. */
final class ModelActivations implements ActivationSource {

    private final SubjectModel model;
    private final Set<Integer> layers;
    private final int neurons;

    ModelActivations(SubjectModel model, Set<Integer> layers) {
        this.model = model;
        this.layers = layers;
        this.neurons = model.shape().neuronsPerLayer();
    }

    @Override
    public void run(List<Excerpt> batch, LayerConsumer consumer) {
        int[][] tokens = batch.stream().map(Excerpt::tokens).toArray(int[][]::new);
        model.run(tokens, layers, (layer, activations) -> {
            float[] values = activations.toFloatArray();
            checkFinite(layer, values);
            consumer.layer(layer, values);
        });
    }

    /** A sum is finite only if its terms are, short of overflow, and costs a fraction of looking at each. */
    private void checkFinite(int layer, float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value * 0f;
        }
        if (sum == 0) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new RequestException("the model's layer " + layer + ", neuron " + i % neurons + " gives "
                        + values[i] + ", which is no activation: its weights are damaged");
            }
        }
    }
}
