package dev.ganglion.activation.text;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.model.SubjectModel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens of a text on which one neuron is highest.
 *
 * @param layer from 0
 * @param neuron its index in the layer
 * @param tokens in falling order; of equal ones the earlier first. Position 0 is in it only if there is no other
 */
public record TopTokens(int layer, int neuron, List<ActiveToken> tokens) {

    public TopTokens {
        tokens = List.copyOf(tokens);
    }

    /**
     * A token, and what the neuron does on it.
     *
     * @param position in the text, from 0
     */
    public record ActiveToken(int position, String token, float activation) {}

    /**
     * Runs the model. Blocking.
     *
     * @param count the most tokens, 1 to {@value TextActivations#MOST_NEURONS}
     * @throws RequestException with one sentence, if the text, the layer or the neuron is not one the model can take
     */
    public static TopTokens of(SubjectModel model, String text, int layer, int neuron, int count) {
        SubjectText.checkCount(count);
        TextActivations found = TextActivations.of(model, text, layer, List.of(neuron));
        List<Float> activations = found.activations().get(0);
        List<ActiveToken> tokens = IntStream.range(activations.size() > 1 ? 1 : 0, activations.size())
                .mapToObj(
                        position -> new ActiveToken(position, found.tokens().get(position), activations.get(position)))
                .sorted(Comparator.comparing(ActiveToken::activation).reversed())
                .limit(count)
                .toList();
        return new TopTokens(layer, neuron, tokens);
    }
}
