package dev.ganglion.interchange.openai;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.ActivationValues;
import java.util.List;

/** What is read of their {@code NeuronSimulationResults}, under their names and those of Transformer Debugger. */
record ExplanationsFile(
        @JsonProperty("neuron_id") NeuronRecordFile.Id neuron,
        @JsonProperty("scored_explanations") @JsonAlias("scored_explanation_or_baseline_list")
                List<Scored> explanations) {

    /** Their {@code ScoredExplanation}. Its scores are computed anew. */
    record Scored(
            @JsonAlias("explanation_or_baseline") String explanation,
            @JsonProperty("scored_simulation") Simulated simulation) {}

    /** Their {@code ScoredSimulation}. */
    record Simulated(@JsonProperty("scored_sequence_simulations") List<OneExcerpt> sequences) {}

    /** Their {@code ScoredSequenceSimulation}. */
    record OneExcerpt(@JsonAlias("sequence_simulation") Sequence simulation) {}

    /** Their {@code SequenceSimulation}. */
    record Sequence(
            List<String> tokens,
            @JsonProperty("expected_activations") ActivationValues expected,
            @JsonProperty("activation_scale") @JsonAlias("unit") ActivationScale scale) {}
}
