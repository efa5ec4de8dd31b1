package dev.ganglion.simulator.logprobs;

import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The activations that a language model expects at places of a text, from the alternatives that a server reports for the
 * text's tokens: at each, the expected value over {@code 0} to {@code 10} (paper, "Step 2: simulate").
 *
 * <p>The alternatives that count are those of the token that begins at the place. Where the tokenizer folds what is before
 * the place into that token (a tab, say), they count if they begin with the very same text.
 */
public final class ExpectedValues {

    private final String text;
    private final TokenAlignment alignment;

    private ExpectedValues(String text, TokenAlignment alignment) {
        this.text = text;
        this.alignment = alignment;
    }

    /**
     * Reads a text's tokens.
     *
     * @param tokens of the text, and perhaps of more that follows it
     * @throws FormatFailureException if they are not the text's
     */
    public static ExpectedValues of(String text, TokenLogprobs tokens) {
        return new ExpectedValues(text, TokenAlignment.of(text, tokens));
    }

    /**
     * The activation expected at a place where the text says something else.
     *
     * @param offset in the text
     * @return 0 to 10; empty if no activation is among the alternatives there
     */
    public OptionalDouble at(int offset) {
        return weights(alignment.at(offset), offset).expected();
    }

    /**
     * The activation expected at a place where the text has one. Where the tokenizer writes 10 as 1 and 0, a written 1 is
     * shared between 1 and 10 by how likely a 0 is after it; a 1 that was not written remains a 1.
     *
     * @param offset in the text
     * @return 0 to 10; empty if no activation is among the alternatives there
     */
    public OptionalDouble atWritten(int offset) {
        int index = alignment.at(offset);
        ActivationWeights weights = weights(index, offset);
        int next = index + 1;
        if (text.startsWith("1", offset) && next < alignment.size() && alignment.start(next) == offset + 1) {
            weights.withTenAfterOne(alternatives(next));
        }
        return weights.expected();
    }

    /** Whether the text between these places is more than one token. */
    public boolean split(int from, int to) {
        return alignment.at(from) != alignment.at(to - 1);
    }

    private ActivationWeights weights(int index, int offset) {
        return ActivationWeights.of(alternatives(index), text.substring(alignment.start(index), offset));
    }

    private Map<String, Double> alternatives(int index) {
        return alignment.tokens().alternatives(index);
    }
}
