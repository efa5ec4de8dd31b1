package dev.ganglion.scorer.api;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.scorer.results.BaselineScore;
import dev.ganglion.scorer.results.Candidates;
import dev.ganglion.scorer.results.KnownExplanation;
import dev.ganglion.scorer.results.KnownNeuron;
import java.util.List;

/** All that is known of one neuron. */
record NeuronDetail(
        NeuronId neuron,
        String model,
        int layer,
        String site,
        int index,
        NeuronId previous,
        NeuronId next,
        List<NeuronActivations> activations,
        List<KnownExplanation> explanations,
        List<Simulation> simulations,
        List<Scores> scores,
        List<Scores> judgements,
        List<BaselineScore> baselines,
        List<Candidates> candidates) {

    static NeuronDetail of(KnownNeuron known, List<Simulation> simulations) {
        NeuronId neuron = known.neuron();
        return new NeuronDetail(
                neuron,
                neuron.model(),
                neuron.layer(),
                neuron.site(),
                neuron.index(),
                known.previous(),
                known.next(),
                known.activations(),
                known.explanations(),
                simulations,
                known.scores(),
                known.judgements(),
                known.baselines(),
                known.candidates());
    }
}
