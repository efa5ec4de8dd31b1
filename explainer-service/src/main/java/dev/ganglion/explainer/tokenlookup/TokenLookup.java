package dev.ganglion.explainer.tokenlookup;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.llm.recipe.Method;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The method {@code token-lookup}. It has no parameters: the record's token table is the explanation. */
public final class TokenLookup implements Method<TokenLookup.Parameters, Explainer> {

    @Override
    public String name() {
        return "token-lookup";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Explainer create(RecipeRef recipe, Parameters parameters) {
        TokenLookupExplainer explainer = new TokenLookupExplainer(recipe);
        return record -> Uni.createFrom().item(() -> List.of(explainer.explain(record)));
    }

    /** None. */
    public record Parameters() {}
}
