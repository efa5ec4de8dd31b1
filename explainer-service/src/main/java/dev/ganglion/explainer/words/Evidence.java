package dev.ganglion.explainer.words;

import java.util.Map;

/**
 * What a prompt shows of one neuron, in pieces that can be left out: excerpts, or tokens.
 *
 * @param <E> the evidence itself
 */
public interface Evidence<E extends Evidence<E>> {

    /** How many pieces there are, above 0. */
    int pieces();

    /** The same with its first pieces only. */
    E first(int pieces);

    /** What the recipe's template is given, by name; everything that comes from text is escaped. */
    Map<String, ?> values();
}
