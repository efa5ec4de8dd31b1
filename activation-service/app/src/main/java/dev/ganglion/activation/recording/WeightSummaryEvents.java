package dev.ganglion.activation.recording;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.summary.Ranked;
import dev.ganglion.subject.summary.Signed;
import dev.ganglion.subject.summary.WeightSummaries;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;

/** Turns what a model's weights say of its neurons into the part of the events that tells of it. */
final class WeightSummaryEvents implements WeightsSaid {

    private final String name;
    private final SubjectModel model;
    private final WeightSummaries summaries;

    private WeightSummaryEvents(String name, SubjectModel model, WeightSummaries summaries) {
        this.name = name;
        this.model = model;
        this.summaries = summaries;
    }

    /**
     * Looks at the weights. Blocking.
     *
     * @param name the model's, in the neurons' keys
     * @throws InterruptedException if the thread is interrupted
     */
    static WeightSummaryEvents of(String name, SubjectModel model, SortedSet<Integer> layers, RecordingWatch watch)
            throws InterruptedException {
        AtomicReference<WeightSummaries> summaries = new AtomicReference<>();
        model.look((directions, scope) -> summaries.set(WeightSummaries.of(
                directions,
                scope,
                model.tokenizer().vocabularySize(),
                layers,
                (done, total) -> watch.at(RecordingPhase.SUMMARIZING, done, total))));
        return new WeightSummaryEvents(name, model, summaries.get());
    }

    @Override
    public WeightSummary of(int layer, int neuron) {
        dev.ganglion.subject.summary.WeightSummary summary = summaries.of(layer, neuron);
        return new WeightSummary(
                tokens(summary.inputTokens()),
                tokens(summary.outputTokens()),
                neurons(summary.upstream()),
                neurons(summary.downstream()));
    }

    private WeightedTokens tokens(Signed found) {
        return new WeightedTokens(
                tokens(found.positive()),
                weights(found.positive()),
                tokens(found.negative()),
                weights(found.negative()));
    }

    private List<String> tokens(Ranked found) {
        return model.tokenizer().tokens(found.ids());
    }

    private WeightedNeurons neurons(Signed found) {
        return new WeightedNeurons(
                neurons(found.positive()),
                weights(found.positive()),
                neurons(found.negative()),
                weights(found.negative()));
    }

    private List<NeuronId> neurons(Ranked found) {
        int width = model.shape().neuronsPerLayer();
        return Arrays.stream(found.ids())
                .mapToObj(id -> NeuronId.mlp(name, id / width, id % width))
                .toList();
    }

    private static ActivationValues weights(Ranked found) {
        return ActivationValues.of(found.weights());
    }
}
