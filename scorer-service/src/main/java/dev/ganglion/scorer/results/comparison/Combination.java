package dev.ganglion.scorer.results.comparison;

import dev.ganglion.events.RecipeRef;

/**
 * Recipes that have scores together, on a model.
 *
 * @param scorer version of the scorer
 */
record Combination(String model, RecipeRef explainer, RecipeRef simulator, String scorer, Measure measure) {}
