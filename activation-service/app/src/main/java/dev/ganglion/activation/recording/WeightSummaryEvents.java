package dev.ganglion.activation.recording;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.summary.Ranked;
import dev.ganglion.subject.summary.Signed;
import java.util.Arrays;
import java.util.List;

/** Turns what a model's weights say of a neuron into the part of the event that tells of it. */
final class WeightSummaryEvents {

    private final String name;
    private final SubjectModel model;

    /** @param name the model's, in the neurons' keys */
    WeightSummaryEvents(String name, SubjectModel model) {
        this.name = name;
        this.model = model;
    }

    WeightSummary event(dev.ganglion.subject.summary.WeightSummary summary) {
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
