package dev.ganglion.explainer;

import dev.ganglion.explainer.tokenlookup.TokenLookup;
import dev.ganglion.llm.recipe.Method;
import dev.ganglion.llm.recipe.Recipes;
import java.util.List;

/** What the explainer can do, and the recipes that come with it. */
public final class ExplainerRecipes {

    /** As recipes and consumer groups name the service. */
    public static final String SERVICE = "explainer";

    private static final List<Method<?, Explainer>> METHODS = List.of(new TokenLookup());

    private static final List<String> SHIPPED = List.of("token-lookup");

    private ExplainerRecipes() {}

    public static Recipes<Explainer> all() {
        return new Recipes<>(SERVICE, ExplainerRecipes.class, SHIPPED, METHODS);
    }
}
