package dev.ganglion.explainer;

import dev.ganglion.explainer.highlighted.Highlighted;
import dev.ganglion.explainer.revision.Revision;
import dev.ganglion.explainer.subject.SentenceActivations;
import dev.ganglion.explainer.tokenlookup.TokenLookup;
import dev.ganglion.explainer.tokenpairs.TokenActivationPairs;
import dev.ganglion.explainer.tokenspace.TokenSpace;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.recipe.Method;
import dev.ganglion.llm.recipe.Recipes;
import java.util.List;

/** What the explainer can do, and the recipes that come with it. */
public final class ExplainerRecipes {

    /** As recipes and consumer groups name the service. */
    public static final String SERVICE = "explainer";

    private static final List<String> SHIPPED =
            List.of("token-lookup", "token-activation-pairs", "token-space", "highlighted", "revision");

    private ExplainerRecipes() {}

    /** For reading recipes and previewing prompts: no recipe that runs sentences can run. */
    public static Recipes<Explainer> all(LanguageModel model) {
        return all(model, SentenceActivations.UNCONNECTED);
    }

    /**
     * Everything.
     *
     * @param model answers the questions of methods that ask one; nobody is asked before a recipe runs
     * @param subject runs the sentences of methods that write some; likewise
     */
    public static Recipes<Explainer> all(LanguageModel model, SentenceActivations subject) {
        return new Recipes<>(SERVICE, ExplainerRecipes.class, SHIPPED, methods(model, subject));
    }

    private static List<Method<?, Explainer>> methods(LanguageModel model, SentenceActivations subject) {
        return List.of(
                new TokenLookup(),
                new TokenActivationPairs(model),
                new TokenSpace(model),
                new Highlighted(model),
                new Revision(model, subject));
    }
}
