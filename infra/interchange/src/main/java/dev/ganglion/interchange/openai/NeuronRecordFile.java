package dev.ganglion.interchange.openai;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ganglion.events.ActivationValues;
import java.util.List;

/**
 * Their {@code NeuronRecord}. A number that is not finite is null. {@code dataclass_name}, which their writer adds to every
 * object, is written and not needed to read.
 *
 * @param neuron which neuron
 * @param top those with the highest maximum, in order
 * @param random drawn at random
 * @param quantiles drawn from quantiles of the maxima [bins][excerpts]; null if there are none
 * @param boundaries of the quantiles; null if they are not said
 */
record NeuronRecordFile(
        @JsonProperty("neuron_id") Id neuron,
        @JsonProperty("random_sample") List<Activations> random,
        @JsonProperty("random_sample_by_quantile") List<List<Activations>> quantiles,
        @JsonProperty("quantile_boundaries") List<Double> boundaries,
        Double mean,
        Double variance,
        Double skewness,
        Double kurtosis,
        @JsonProperty("most_positive_activation_records") List<Activations> top) {

    @JsonProperty(value = "dataclass_name", access = JsonProperty.Access.READ_ONLY)
    String dataclass() {
        return "NeuronRecord";
    }

    /** Their {@code NeuronId}. */
    record Id(
            @JsonProperty("layer_index") @JsonAlias("layer") Integer layer,
            @JsonProperty("neuron_index") @JsonAlias("idx") Integer index) {

        @JsonProperty(value = "dataclass_name", access = JsonProperty.Access.READ_ONLY)
        String dataclass() {
            return "NeuronId";
        }
    }

    /** Their {@code ActivationRecord}. */
    record Activations(List<String> tokens, ActivationValues activations) {

        @JsonProperty(value = "dataclass_name", access = JsonProperty.Access.READ_ONLY)
        String dataclass() {
            return "ActivationRecord";
        }
    }

    /** Their {@code TokenLookupTableSummaryOfNeuron}: a mean for each token, null where there is none. */
    record Tokens(List<String> tokens, @JsonProperty("average_activations") List<Double> means) {

        @JsonProperty(value = "dataclass_name", access = JsonProperty.Access.READ_ONLY)
        String dataclass() {
            return "TokenLookupTableSummaryOfNeuron";
        }
    }
}
