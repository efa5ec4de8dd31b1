package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.RecipeFilter;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.comparison.Comparison;
import dev.ganglion.scorer.results.comparison.ComparisonQuestion;
import dev.ganglion.scorer.results.comparison.RecipeComparison;
import dev.ganglion.scorer.results.comparison.Stage;
import dev.ganglion.scorer.results.comparison.UncomparableException;
import dev.ganglion.scorer.web.InvalidRequestException;
import dev.ganglion.scorer.web.NotFoundException;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Two recipes side by side. */
@Path("/api/comparison")
@Tag(name = "comparison")
public class ComparisonResource {

    private final RecipeComparison comparison;

    ComparisonResource(RecipeComparison comparison) {
        this.comparison = comparison;
    }

    @GET
    @Operation(summary = "How much better recipe b is than recipe a, over the neurons that both have been scored on")
    public Uni<Comparison> compare(
            @RestQuery @Parameter(description = "A recipe: NAME or NAME@digest8") String a,
            @RestQuery @Parameter(description = "Another of the same stage") String b,
            @RestQuery @Parameter(description = "explainer or simulator; found out if it can only be one") String stage,
            @RestQuery @Parameter(description = "With two simulators: whose explanations; found out likewise")
                    String explainer,
            @RestQuery @Parameter(description = "With two explainers: simulated by which; found out likewise")
                    String simulator,
            @RestQuery @Parameter(description = "On this model; found out likewise") String model,
            @RestQuery @Parameter(description = "Version of the scorer; found out likewise") String scorer) {
        return comparison
                .of(question(a, b, stage, Parameters.selection(model, null, explainer, simulator), scorer))
                .onFailure(UncomparableException.class)
                .transform(ComparisonResource::refusal);
    }

    private static ComparisonQuestion question(String a, String b, String stage, Selection selection, String scorer) {
        if (selection.explainer() != null && selection.simulator() != null) {
            throw new InvalidRequestException(
                    "give the recipe that both share, either as explainer or as simulator, and not both");
        }
        return new ComparisonQuestion(
                recipe("a", a),
                recipe("b", b),
                stage(stage, selection),
                selection.explainer() == null ? selection.simulator() : selection.explainer(),
                selection.model(),
                Parameters.optional(scorer));
    }

    /** With a simulator that both share, they are explainers. */
    private static Stage stage(String text, Selection selection) {
        Stage said = Parameters.optional(text) == null ? null : Parameters.checked(() -> Stage.parse(text));
        Stage implied = selection.simulator() != null
                ? Stage.EXPLAINER
                : selection.explainer() != null ? Stage.SIMULATOR : null;
        if (said != null && implied != null && said != implied) {
            throw new InvalidRequestException(
                    "two " + said + "s cannot share an " + said + ": give the recipe of the other stage");
        }
        return said == null ? implied : said;
    }

    private static RecipeFilter recipe(String parameter, String text) {
        if (Parameters.optional(text) == null) {
            throw new InvalidRequestException(parameter + " must be a recipe, NAME or NAME@digest8");
        }
        return Parameters.checked(() -> RecipeFilter.parse(text));
    }

    private static RuntimeException refusal(UncomparableException refused) {
        return refused.isMissing()
                ? new NotFoundException(refused.getMessage())
                : new InvalidRequestException(refused.getMessage());
    }
}
