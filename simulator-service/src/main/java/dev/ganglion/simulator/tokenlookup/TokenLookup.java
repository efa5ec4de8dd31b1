package dev.ganglion.simulator.tokenlookup;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import dev.ganglion.llm.recipe.Method;
import dev.ganglion.simulator.Scope;
import dev.ganglion.simulator.Simulator;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** The method {@code token-lookup}: takes explanations of the kind token-table, and no others. */
public final class TokenLookup implements Method<TokenLookup.Parameters, Simulator> {

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
    public Simulator create(RecipeRef recipe, Parameters parameters) {
        Scope scope = parameters.scope();
        TokenLookupSimulator simulator = new TokenLookupSimulator(recipe);
        return explanation -> Uni.createFrom()
                .item(() -> scope.takes(explanation)
                        ? List.of(simulator.simulate(explanation, scope.excerpts(explanation)))
                        : List.of());
    }

    /**
     * @param kinds token-table, by default and at most
     * @param explainers names of explainer recipes; null for all
     * @param splits whose excerpts are simulated; null for calibration, valid and test
     */
    public record Parameters(List<ExplanationKind> kinds, List<String> explainers, List<Split> splits) {

        Scope scope() {
            return Scope.of(kinds, explainers, splits, Set.of(ExplanationKind.TOKEN_TABLE));
        }
    }
}
