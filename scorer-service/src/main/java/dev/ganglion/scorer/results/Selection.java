package dev.ganglion.scorer.results;

/**
 * Which results a question is about; null stands for all.
 *
 * @param model the model's slug
 * @param layer from 0
 */
public record Selection(String model, Integer layer, RecipeFilter explainer, RecipeFilter simulator) {

    /** The same of another model. */
    public Selection ofModel(String another) {
        return new Selection(another, layer, explainer, simulator);
    }

    /** The same of another layer, or of all. */
    public Selection ofLayer(Integer another) {
        return new Selection(model, another, explainer, simulator);
    }

    /** Of all results of one neuron's table row: only those of the model and layer. */
    Conditions of(String row) {
        Conditions conditions = new Conditions();
        if (model != null) {
            conditions.and(row + ".model = :model", "model", model);
        }
        if (layer != null) {
            conditions.and(row + ".layer = :layer", "layer", layer);
        }
        return conditions;
    }

    /** Those of the model, layer and recipes, where a row names both recipes. */
    Conditions ofResults(String row) {
        return recipe(recipe(of(row), row, "explainer", explainer), row, "simulator", simulator);
    }

    /** Those of the model, layer and explainer, for rows of explanations. */
    Conditions ofExplanations(String row) {
        return recipe(of(row), row, "recipe", explainer);
    }

    private static Conditions recipe(Conditions conditions, String row, String column, RecipeFilter recipe) {
        if (recipe != null) {
            conditions.and(row + "." + column + "Name = :" + column + "Name", column + "Name", recipe.name());
            if (!recipe.digest().isEmpty()) {
                conditions.and(
                        row + "." + column + "Digest like :" + column + "Digest",
                        column + "Digest",
                        recipe.digest() + "%");
            }
        }
        return conditions;
    }
}
