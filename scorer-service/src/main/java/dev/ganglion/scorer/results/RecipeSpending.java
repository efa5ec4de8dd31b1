package dev.ganglion.scorer.results;

/**
 * What one recipe has cost.
 *
 * @param model the language model that it asks
 * @param spentDollars with what calls without an answer may have cost at most
 * @param budgetDollars null without a limit
 */
public record RecipeSpending(String name, String digest, String model, double spentDollars, Double budgetDollars) {}
