package dev.ganglion.events;

import java.util.List;

/**
 * What the model's weights say of a neuron, without any text: only what goes directly through the hidden state, not what
 * attention or other neurons make of it on the way.
 *
 * @param inputTokens tokens whose embeddings raise the neuron (positive) and lower it (negative)
 * @param outputTokens tokens whose logits it raises and lowers when it fires
 * @param upstream neurons of lower layers that raise and lower it when they fire
 * @param downstream neurons of higher layers that it raises and lowers when it fires
 */
public record WeightSummary(
        WeightedTokens inputTokens, WeightedTokens outputTokens, WeightedNeurons upstream, WeightedNeurons downstream) {

    public WeightSummary {
        Required.field("inputTokens", inputTokens);
        Required.field("outputTokens", outputTokens);
        Required.field("upstream", upstream);
        Required.field("downstream", downstream);
    }

    /**
     * The tokens of the largest weights, the largest first, and of the smallest, the smallest first.
     *
     * @param positive [positive]
     * @param positiveWeights [positive]
     * @param negative [negative]
     * @param negativeWeights [negative]
     */
    public record WeightedTokens(
            @TokenTexts List<String> positive,
            ActivationValues positiveWeights,
            @TokenTexts List<String> negative,
            ActivationValues negativeWeights) {

        public WeightedTokens {
            positive = weighted("positive", positive, positiveWeights);
            negative = weighted("negative", negative, negativeWeights);
        }
    }

    /**
     * The neurons of the largest weights, the largest first, and of the smallest, the smallest first; none in the first or
     * last layer, where there are none to be related to.
     *
     * @param positive [positive]
     * @param positiveWeights [positive]
     * @param negative [negative]
     * @param negativeWeights [negative]
     */
    public record WeightedNeurons(
            List<NeuronId> positive,
            ActivationValues positiveWeights,
            List<NeuronId> negative,
            ActivationValues negativeWeights) {

        public WeightedNeurons {
            positive = weighted("positive", positive, positiveWeights);
            negative = weighted("negative", negative, negativeWeights);
        }
    }

    private static <T> List<T> weighted(String name, List<T> entries, ActivationValues weights) {
        List<T> checked = Required.list(name, entries);
        Required.field(name + "Weights", weights);
        Required.that(checked.size() == weights.size(), "\"" + name + "\" needs a weight for each entry");
        return checked;
    }
}
