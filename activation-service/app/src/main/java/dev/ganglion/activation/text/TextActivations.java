package dev.ganglion.activation.text;

import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.models.FiniteActivations;
import dev.ganglion.subject.model.ModelShape;
import dev.ganglion.subject.model.SubjectModel;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * What neurons of one layer do on a text, position 0 included.
 *
 * @param tokens each token's text [tokens]
 * @param layer from 0
 * @param neurons their indexes [neurons]
 * @param activations [neurons][tokens]
 */
public record TextActivations(List<String> tokens, int layer, List<Integer> neurons, List<List<Float>> activations) {

    /** The most neurons of one answer. */
    public static final int MOST_NEURONS = 64;

    /** The most characters of a text: several times what any of the models takes. */
    public static final int LONGEST_TEXT = 16 * 1024;

    /** How many neurons are chosen where none are named. */
    public static final int DEFAULT_NEURONS = 10;

    public TextActivations {
        tokens = List.copyOf(tokens);
        neurons = List.copyOf(neurons);
        activations = List.copyOf(activations);
    }

    /**
     * Runs the model. Blocking.
     *
     * @param neurons which; none for the {@value #DEFAULT_NEURONS} that rise highest after position 0
     * @throws RequestException with one sentence, if the text, the layer or a neuron is not one the model can take
     */
    public static TextActivations of(SubjectModel model, String text, int layer, List<Integer> neurons) {
        check(model.shape(), layer, neurons);
        SubjectText tokens = new SubjectText(model, text);
        int width = model.shape().neuronsPerLayer();
        AtomicReference<float[]> values = new AtomicReference<>(); // [tokens, neurons]
        model.run(
                tokens.batch(),
                Set.of(layer),
                (at, activations) -> values.set(FiniteActivations.copy(at, activations)));
        List<Integer> shown = neurons.isEmpty() ? highest(values.get(), tokens, width) : neurons;
        List<List<Float>> activations = shown.stream()
                .map(neuron -> of(neuron, values.get(), tokens.length(), width))
                .toList();
        return new TextActivations(tokens.shown(), layer, shown, activations);
    }

    private static List<Float> of(int neuron, float[] values, int tokens, int width) {
        return IntStream.range(0, tokens)
                .mapToObj(token -> values[token * width + neuron])
                .toList();
    }

    private static void check(ModelShape shape, int layer, List<Integer> neurons) {
        SubjectText.checkLayer(shape, layer);
        if (neurons.size() > MOST_NEURONS) {
            throw new RequestException(
                    neurons.size() + " neurons are too many at once; ask for at most " + MOST_NEURONS + ".");
        }
        neurons.forEach(neuron -> SubjectText.checkNeuron(shape, layer, neuron));
    }

    /** By their maxima, of equal ones the lower index; by position 0 only if there is no other. */
    private static List<Integer> highest(float[] values, SubjectText tokens, int width) {
        float[] maxima = new float[width];
        for (int neuron = 0; neuron < width; neuron++) {
            maxima[neuron] = Float.NEGATIVE_INFINITY;
            for (int token = tokens.firstCounted(); token < tokens.length(); token++) {
                maxima[neuron] = Math.max(maxima[neuron], values[token * width + neuron]);
            }
        }
        return IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparing((Integer neuron) -> -maxima[neuron]))
                .limit(DEFAULT_NEURONS)
                .toList();
    }
}
