package dev.ganglion.interchange.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.interchange.Json;
import dev.ganglion.interchange.Texts;
import java.util.List;
import java.util.Optional;

/** What the weights say of a neuron, as their files. Stateless; safe for use by many threads. */
public final class WeightFiles {

    private WeightFiles() {}

    private record Tokens(
            @JsonProperty("input_positive") Strengths inputPositive,
            @JsonProperty("input_negative") Strengths inputNegative,
            @JsonProperty("output_positive") Strengths outputPositive,
            @JsonProperty("output_negative") Strengths outputNegative) {

        @JsonProperty("dataclass_name")
        String dataclass() {
            return "WeightBasedSummaryOfNeuron";
        }
    }

    private record Strengths(List<String> tokens, ActivationValues strengths) {

        @JsonProperty("dataclass_name")
        String dataclass() {
            return "TokensAndWeights";
        }
    }

    /** A neuron is {@code layer_index}; a side without neurons is null. */
    private record Neurons(@JsonProperty("c_fc") Side upstream, @JsonProperty("c_proj") Side downstream) {}

    private record Side(
            @JsonProperty("top_positive_neurons") List<String> positive,
            @JsonProperty("top_positive_weights") ActivationValues positiveWeights,
            @JsonProperty("top_negative_neurons") List<String> negative,
            @JsonProperty("top_negative_weights") ActivationValues negativeWeights) {}

    /** The bytes at {@link Layout#weightTokens}; nothing if the weights were not looked at. */
    public static Optional<byte[]> tokens(NeuronActivations record) {
        return Optional.ofNullable(record.weights())
                .map(weights -> Json.write(new Tokens(
                        positive(weights.inputTokens()),
                        negative(weights.inputTokens()),
                        positive(weights.outputTokens()),
                        negative(weights.outputTokens()))));
    }

    private static Strengths positive(WeightedTokens tokens) {
        return new Strengths(Texts.wellFormed(tokens.positive()), tokens.positiveWeights());
    }

    private static Strengths negative(WeightedTokens tokens) {
        return new Strengths(Texts.wellFormed(tokens.negative()), tokens.negativeWeights());
    }

    /** The bytes at {@link Layout#weightNeurons}; nothing if the weights were not looked at. */
    public static Optional<byte[]> neurons(NeuronActivations record) {
        return Optional.ofNullable(record.weights())
                .map(weights -> Json.write(new Neurons(side(weights.upstream()), side(weights.downstream()))));
    }

    private static Side side(WeightedNeurons neurons) {
        return neurons.positive().isEmpty() && neurons.negative().isEmpty()
                ? null
                : new Side(
                        names(neurons.positive()),
                        neurons.positiveWeights(),
                        names(neurons.negative()),
                        neurons.negativeWeights());
    }

    private static List<String> names(List<NeuronId> neurons) {
        return neurons.stream()
                .map(neuron -> neuron.layer() + "_" + neuron.index())
                .toList();
    }
}
