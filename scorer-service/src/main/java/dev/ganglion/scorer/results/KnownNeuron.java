package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Scores;
import java.util.List;

/**
 * What is known of one neuron, without its simulations.
 *
 * @param previous the nearest neuron before it in its layer that has a record, or null
 * @param next the nearest one after it, or null
 * @param scores of simulated activations, by score, the best first, undefined ones last
 * @param judgements scores of judgements, by recipe
 * @param baselines scores of other neurons' explanations, which say what chance gives
 */
public record KnownNeuron(
        NeuronId neuron,
        NeuronId previous,
        NeuronId next,
        List<NeuronActivations> activations,
        List<KnownExplanation> explanations,
        List<Scores> scores,
        List<Scores> judgements,
        List<BaselineScore> baselines) {

    /** What recipes with several candidates have said of it. */
    public List<Candidates> candidates() {
        return Candidates.of(explanations, scores);
    }

    /** Whether nothing has been read about it. */
    public boolean isUnknown() {
        return activations.isEmpty() && explanations.isEmpty() && scores.isEmpty() && judgements.isEmpty();
    }
}
