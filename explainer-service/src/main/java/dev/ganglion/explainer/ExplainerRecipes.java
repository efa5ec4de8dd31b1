package dev.ganglion.explainer;

import dev.ganglion.explainer.tokenlookup.TokenLookup;
import dev.ganglion.explainer.tokenpairs.TokenActivationPairs;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.recipe.Method;
import dev.ganglion.llm.recipe.Recipes;
import java.util.List;

/** What the explainer can do, and the recipes that come with it. */
public final class ExplainerRecipes {

    /** As recipes and consumer groups name the service. */
    public static final String SERVICE = "explainer";

    private static final List<String> SHIPPED = List.of("token-lookup", "token-activation-pairs");

    private ExplainerRecipes() {}

    /** @param model answers the questions of methods that ask one; nobody is asked before a recipe runs */
    public static Recipes<Explainer> all(LanguageModel model) {
        return new Recipes<>(SERVICE, ExplainerRecipes.class, SHIPPED, methods(model));
    }

    private static List<Method<?, Explainer>> methods(LanguageModel model) {
        return List.of(new TokenLookup(), new TokenActivationPairs(model));
    }
}
