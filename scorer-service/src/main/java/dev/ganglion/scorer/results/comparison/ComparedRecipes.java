package dev.ganglion.scorer.results.comparison;

import dev.ganglion.events.RecipeRef;

/**
 * Two recipes of one stage, and what both have in common.
 *
 * @param under the recipe of the other stage
 * @param scorer version of the scorer
 */
record ComparedRecipes(
        Stage stage, String model, RecipeRef a, RecipeRef b, RecipeRef under, String scorer, Measure measure) {}
