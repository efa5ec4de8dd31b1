package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import java.util.UUID;

/**
 * An explanation.
 *
 * @param activations id of the record that it explains
 * @param candidate ordinal among the recipe's candidates, from 0
 * @param parent the explanation that it revises, or null
 * @param kind {@code words} or {@code token-table}
 */
public record KnownExplanation(
        UUID id,
        UUID activations,
        RecipeRef recipe,
        int candidate,
        UUID parent,
        String kind,
        String text,
        double maximum) {}
