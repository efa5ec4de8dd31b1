package dev.ganglion.interchange.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.ActivationValues;
import java.util.List;

/** Their classes of scored explanations, as they are written. A score that is undefined is null. */
final class SequenceFiles {

    private SequenceFiles() {}

    /** Their {@code NeuronSimulationResults}: one line, all of a neuron's explanations. */
    record Results(
            @JsonProperty("neuron_id") NeuronRecordFile.Id neuron,
            @JsonProperty("scored_explanations") List<ScoredExplanation> explanations) {

        @JsonProperty("dataclass_name")
        String dataclass() {
            return "NeuronSimulationResults";
        }
    }

    record ScoredExplanation(String explanation, @JsonProperty("scored_simulation") ScoredSimulation simulation) {

        @JsonProperty("dataclass_name")
        String dataclass() {
            return "ScoredExplanation";
        }
    }

    record ScoredSimulation(
            @JsonProperty("scored_sequence_simulations") List<ScoredSequence> sequences,
            @JsonProperty("ev_correlation_score") Double correlation,
            @JsonProperty("rsquared_score") Double rSquared,
            @JsonProperty("absolute_dev_explained_score") Double deviation) {

        @JsonProperty("dataclass_name")
        String dataclass() {
            return "ScoredSimulation";
        }
    }

    /** One excerpt. Scores are of whole splits here, so its own are null. */
    record ScoredSequence(
            Sequence simulation,
            @JsonProperty("true_activations") ActivationValues actual,
            @JsonProperty("ev_correlation_score") Double correlation,
            @JsonProperty("rsquared_score") Double rSquared,
            @JsonProperty("absolute_dev_explained_score") Double deviation) {

        @JsonProperty("dataclass_name")
        String dataclass() {
            return "ScoredSequenceSimulation";
        }
    }

    /** Their {@code SequenceSimulation}. Distributions are on no topic, and are empty lists here. */
    record Sequence(
            List<String> tokens,
            @JsonProperty("expected_activations") ActivationValues expected,
            @JsonProperty("activation_scale") ActivationScale scale,
            @JsonProperty("distribution_values") List<List<Double>> values,
            @JsonProperty("distribution_probabilities") List<List<Double>> probabilities,
            @JsonProperty("uncalibrated_simulation") Sequence uncalibrated) {

        @JsonProperty("dataclass_name")
        String dataclass() {
            return "SequenceSimulation";
        }
    }
}
