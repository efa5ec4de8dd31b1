package dev.ganglion.scorer.results.search;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import java.util.List;
import java.util.UUID;

/**
 * An explanation that was found, with one of its scores.
 *
 * @param score the correlation on the valid split over top and random excerpts; null while it has no score at all
 * @param explanation its id
 * @param candidate its ordinal among the recipe's candidates, from 0
 * @param kind {@code words} or {@code token-table}
 * @param text at most {@link #LONGEST_TEXT} characters
 * @param highlights where in {@code text} words are that were looked for, in order
 * @param simulator null without a score
 * @param scores id of the scores; null without a score
 */
public record FoundExplanation(
        NeuronId neuron,
        Score score,
        UUID explanation,
        int candidate,
        String kind,
        String text,
        List<Highlight> highlights,
        RecipeRef explainer,
        RecipeRef simulator,
        UUID scores) {

    public static final int LONGEST_TEXT = 1000;

    /**
     * A place in a text.
     *
     * @param from the first UTF-16 code unit, from 0
     * @param to after the last one
     */
    public record Highlight(int from, int to) {}
}
