package dev.ganglion.activation.recording;

import dev.ganglion.subject.collation.ActivationSource;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.model.SubjectModel;
import java.util.List;
import java.util.Set;

/** Gives a collation what some layers of the model do on a batch. */
record ModelRun(SubjectModel model) implements ActivationSource {

    @Override
    public void run(List<Excerpt> batch, Set<Integer> layers, LayerConsumer consumer) {
        int[][] tokens = batch.stream().map(Excerpt::tokens).toArray(int[][]::new);
        model.run(tokens, layers, consumer::layer);
    }
}
