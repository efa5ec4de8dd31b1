package dev.ganglion.activation.recording;

import dev.ganglion.activation.models.FiniteActivations;
import dev.ganglion.subject.collation.ActivationSource;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.model.SubjectModel;
import java.util.List;
import java.util.Set;

/**
 * Gives a collation what some layers of the model do on a batch.
 *
 * @param layers the layers wanted
 */
record ModelRun(SubjectModel model, Set<Integer> layers) implements ActivationSource {

    @Override
    public void run(List<Excerpt> batch, LayerConsumer consumer) {
        int[][] tokens = batch.stream().map(Excerpt::tokens).toArray(int[][]::new);
        model.run(
                tokens,
                layers,
                (layer, activations) -> consumer.layer(layer, FiniteActivations.copy(layer, activations)));
    }
}
