package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import java.util.UUID;

/**
 * One explanation of one neuron, scored by one simulation.
 *
 * @param score the correlation on the valid split over top and random excerpts
 * @param explanation id of the explanation
 * @param candidate its ordinal among the recipe's candidates, from 0; null if the explanation has not arrived
 * @param kind {@code words} or {@code token-table}
 * @param text the explanation's, at most {@link #LONGEST_TEXT} characters of it; null if it has not arrived
 * @param activations id of the neuron's record
 * @param simulation id of the simulation
 * @param scores id of the scores
 */
public record ScoredExplanation(
        NeuronId neuron,
        Score score,
        UUID explanation,
        Integer candidate,
        String kind,
        String text,
        RecipeRef explainer,
        RecipeRef simulator,
        UUID activations,
        UUID simulation,
        UUID scores) {

    public static final int LONGEST_TEXT = 1000;
}
