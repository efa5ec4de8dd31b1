package dev.ganglion.scorer.results.summary;

import dev.ganglion.events.RecipeRef;

/**
 * How many rows of some kind one layer has, of one pair of recipes.
 *
 * @param explainer null where no recipe is involved; its method is empty where the table has none
 * @param simulator likewise
 * @param neurons different neurons; 0 where they are not counted
 */
public record CountCell(Place place, RecipeRef explainer, RecipeRef simulator, long rows, long neurons) {}
