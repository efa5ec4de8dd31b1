package dev.ganglion.activation.text;

import dev.ganglion.activation.recording.RequestException;
import dev.ganglion.subject.model.SubjectModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
    public static final int MOST_NEURONS = 1_000;

    /** The most characters of a text: many times what any model takes. */
    public static final int LONGEST_TEXT = 64 * 1024;

    private static final int UNASKED = 10;

    /**
     * Runs the model.
     *
     * @param neurons which; none for the ten with the highest activation after position 0
     * @throws RequestException with one sentence, if the text, the layer or a neuron is not one the model can take
     */
    public static TextActivations of(SubjectModel model, String text, int layer, List<Integer> neurons) {
        int[] ids = tokens(model, text);
        check(model, layer, neurons);
        int width = model.shape().neuronsPerLayer();
        float[] values = new float[ids.length * width]; // [tokens, neurons]
        model.run(new int[][] {ids}, Set.of(layer), (at, activations) -> {
            float[] computed = activations.toFloatArray();
            System.arraycopy(computed, 0, values, 0, computed.length);
        });
        List<Integer> shown = neurons.isEmpty() ? highest(values, ids.length, width) : List.copyOf(neurons);
        List<List<Float>> activations = new ArrayList<>();
        for (int neuron : shown) {
            activations.add(IntStream.range(0, ids.length)
                    .mapToObj(token -> values[token * width + neuron])
                    .toList());
        }
        return new TextActivations(model.tokenizer().tokens(ids), layer, shown, activations);
    }

    private static int[] tokens(SubjectModel model, String text) {
        if (text.isEmpty()) {
            throw new RequestException("the text is empty");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new RequestException("the text has " + text.length() + " characters: send at most " + LONGEST_TEXT);
        }
        int[] ids = model.tokenizer().encode(text);
        int context = model.shape().contextLength();
        if (ids.length > context) {
            throw new RequestException(
                    "the text has " + ids.length + " tokens, and the model takes " + context + ": send a shorter one");
        }
        return ids;
    }

    private static void check(SubjectModel model, int layer, List<Integer> neurons) {
        int layers = model.shape().layers();
        if (layer < 0 || layer >= layers) {
            throw new RequestException(
                    "layer " + layer + " does not exist: the model has the layers 0 to " + (layers - 1));
        }
        if (neurons.size() > MOST_NEURONS) {
            throw new RequestException(neurons.size() + " neurons are too many: ask for at most " + MOST_NEURONS);
        }
        int width = model.shape().neuronsPerLayer();
        for (int neuron : neurons) {
            if (neuron < 0 || neuron >= width) {
                throw new RequestException("neuron " + neuron + " does not exist: layer " + layer
                        + " has the neurons 0 to " + (width - 1));
            }
        }
    }

    private static List<Integer> highest(float[] values, int tokens, int width) {
        int first = tokens > 1 ? 1 : 0;
        float[] maxima = new float[width];
        for (int neuron = 0; neuron < width; neuron++) {
            maxima[neuron] = Float.NEGATIVE_INFINITY;
            for (int token = first; token < tokens; token++) {
                maxima[neuron] = Math.max(maxima[neuron], values[token * width + neuron]);
            }
        }
        return IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparing((Integer neuron) -> -maxima[neuron]))
                .limit(UNASKED)
                .toList();
    }
}
