package dev.ganglion.activation.text;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.model.ModelShape;
import dev.ganglion.subject.model.SubjectModel;
import java.util.List;

/** A text in a model's tokens, and what can be asked of it: all bounds stand here. Package-private: a step of an answer. */
final class SubjectText {

    private final SubjectModel model;
    private final int[] tokens;

    /** @throws RequestException with one sentence, if the model cannot take the text */
    SubjectText(SubjectModel model, String text) {
        if (text.length() > TextActivations.LONGEST_TEXT) {
            throw new RequestException("The text has " + text.length() + " characters; give it at most "
                    + TextActivations.LONGEST_TEXT + ".");
        }
        this.model = model;
        int[] encoded = model.tokenizer().encode(text);
        if (encoded.length == 0) {
            throw new RequestException("The text is empty.");
        }
        this.tokens = model.tokenizer().begun(encoded);
        int context = model.shape().contextLength();
        if (tokens.length > context) {
            throw new RequestException(
                    "The text has " + tokens.length + " tokens, and this model takes " + context + "; shorten it.");
        }
    }

    /** What runs through the model: a batch of one. */
    int[][] batch() {
        return new int[][] {tokens};
    }

    /** Each token's text [tokens]. */
    List<String> shown() {
        return model.tokenizer().tokens(tokens);
    }

    int length() {
        return tokens.length;
    }

    /** The first position that counts: what a neuron does at position 0 depends on the token alone. */
    int firstCounted() {
        return tokens.length > 1 ? 1 : 0;
    }

    /** @throws RequestException if the text has no such position */
    void checkPosition(int position) {
        if (position < 0 || position >= tokens.length) {
            throw new RequestException("There is no position " + position + ": the text has the positions 0 to "
                    + (tokens.length - 1) + ".");
        }
    }

    /** @throws RequestException if the model has no such layer */
    static void checkLayer(ModelShape shape, int layer) {
        if (layer < 0 || layer >= shape.layers()) {
            throw new RequestException(
                    "There is no layer " + layer + ": this model has the layers 0 to " + (shape.layers() - 1) + ".");
        }
    }

    /** @throws RequestException if its layers have no such neuron */
    static void checkNeuron(ModelShape shape, int layer, int neuron) {
        if (neuron < 0 || neuron >= shape.neuronsPerLayer()) {
            throw new RequestException("There is no neuron " + neuron + ": layer " + layer + " has the neurons 0 to "
                    + (shape.neuronsPerLayer() - 1) + ".");
        }
    }

    /** @throws RequestException if so many are too few or too many */
    static void checkCount(int count) {
        if (count < 1 || count > TextActivations.MOST_NEURONS) {
            throw new RequestException(
                    "The count must be from 1 to " + TextActivations.MOST_NEURONS + ", and is " + count + ".");
        }
    }
}
