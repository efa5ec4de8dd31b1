package dev.ganglion.activation.text;

import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.models.FiniteActivations;
import dev.ganglion.subject.model.SubjectModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The neurons that are highest at one position of a text, over some layers or all.
 *
 * @param tokens each token's text [tokens]
 * @param position which of them, from 0
 * @param neurons in falling order; of equal ones the lower layer and index first
 */
public record TopNeurons(List<String> tokens, int position, List<ActiveNeuron> neurons) {

    private static final Comparator<ActiveNeuron> HIGHEST_FIRST = Comparator.comparing(ActiveNeuron::activation)
            .reversed()
            .thenComparing(ActiveNeuron::layer)
            .thenComparing(ActiveNeuron::index);

    public TopNeurons {
        tokens = List.copyOf(tokens);
        neurons = List.copyOf(neurons);
    }

    /**
     * A neuron, and what it does there.
     *
     * @param layer from 0
     * @param index in the layer
     */
    public record ActiveNeuron(int layer, int index, float activation) {}

    /**
     * Runs the model. Blocking.
     *
     * @param position from 0; null for the last
     * @param layers which; none for all of them
     * @param count how many neurons, 1 to {@value TextActivations#MOST_NEURONS}
     * @throws RequestException with one sentence, if the model cannot take the text, or does not have the position or a layer
     */
    public static TopNeurons of(SubjectModel model, String text, Integer position, List<Integer> layers, int count) {
        layers.forEach(layer -> SubjectText.checkLayer(model.shape(), layer));
        SubjectText.checkCount(count);
        SubjectText tokens = new SubjectText(model, text);
        int at = position == null ? tokens.length() - 1 : position;
        tokens.checkPosition(at);
        Set<Integer> wanted = layers.isEmpty()
                ? IntStream.range(0, model.shape().layers()).boxed().collect(Collectors.toSet())
                : new TreeSet<>(layers);
        PriorityQueue<ActiveNeuron> highest = new PriorityQueue<>(HIGHEST_FIRST.reversed()); // the lowest in front
        model.run(tokens.batch(), wanted, (layer, activations) -> {
            float[] values = FiniteActivations.copy(layer, activations); // [tokens, neurons]
            int width = model.shape().neuronsPerLayer();
            for (int index = 0; index < width; index++) {
                highest.add(new ActiveNeuron(layer, index, values[at * width + index]));
                if (highest.size() > count) {
                    highest.remove();
                }
            }
        });
        List<ActiveNeuron> found = new ArrayList<>(highest);
        found.sort(HIGHEST_FIRST);
        return new TopNeurons(tokens.shown(), at, found);
    }
}
