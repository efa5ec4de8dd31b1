package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.RecipeFilter;
import dev.ganglion.scorer.results.forgetting.Forgetting;
import dev.ganglion.scorer.results.forgetting.ForgottenRows;
import dev.ganglion.scorer.results.forgetting.KnownRecipes;
import dev.ganglion.scorer.results.forgetting.Target;
import dev.ganglion.scorer.results.forgetting.Target.Kind;
import dev.ganglion.scorer.web.InvalidRequestException;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a model or a recipe has in the results database, and its removal. */
@Path("/api")
@Tag(name = "forgetting")
public class ForgettingResource {

    private static final Logger LOG = Logger.getLogger(ForgettingResource.class);

    private final Forgetting forgetting;
    private final KnownRecipes recipes;

    ForgettingResource(Forgetting forgetting, KnownRecipes recipes) {
        this.forgetting = forgetting;
        this.recipes = recipes;
    }

    /**
     * Rows that there are, or that were removed.
     *
     * @param name the model's slug, or {@code name@digest8}
     * @param kind {@code model}, {@code explainer} or {@code simulator}; null for a recipe that has no rows
     * @param otherNames under which the same recipe was published
     */
    record Rows(String name, String kind, List<String> otherNames, ForgottenRows rows, long total) {

        static Rows of(Target target, List<String> otherNames, ForgottenRows rows) {
            return new Rows(
                    target.shown(), target.kind().name().toLowerCase(Locale.ROOT), otherNames, rows, rows.total());
        }
    }

    @GET
    @Path("models/{model}")
    @Operation(summary = "How many rows there are of a model")
    public Uni<Rows> ofModel(@RestPath String model) {
        Target target = model(model);
        return forgetting.count(target).map(rows -> Rows.of(target, List.of(), rows));
    }

    @DELETE
    @Path("models/{model}")
    @Operation(summary = "Removes all rows of a model; the topics keep its events")
    public Uni<Rows> forgetModel(@RestPath String model) {
        return forget(model(model), List.of());
    }

    @GET
    @Path("recipes/{recipe}")
    @Operation(summary = "How many rows there are of a recipe")
    public Uni<Rows> ofRecipe(
            @RestPath @Parameter(description = "NAME@digest8, or NAME if it has one digest") String recipe,
            @RestQuery @Parameter(description = "explainer or simulator, if it may be both") String stage) {
        return recipe(recipe, stage, (target, otherNames) -> forgetting
                .count(target)
                .map(rows -> Rows.of(target, otherNames, rows)));
    }

    @DELETE
    @Path("recipes/{recipe}")
    @Operation(summary = "Removes an explainer's explanations and all below, or a simulator's simulations and scores")
    public Uni<Rows> forgetRecipe(
            @RestPath @Parameter(description = "NAME@digest8, or NAME if it has one digest") String recipe,
            @RestQuery @Parameter(description = "explainer or simulator, if it may be both") String stage) {
        return recipe(recipe, stage, this::forget);
    }

    private static Target model(String slug) {
        return new Target(
                Kind.MODEL, Parameters.selection(slug, null, null, null).model(), slug);
    }

    private Uni<Rows> forget(Target target, List<String> otherNames) {
        return forgetting.forget(target).map(rows -> {
            LOG.infof("forgot the %s %s: %d rows", target.kind(), target.shown(), rows.total());
            return Rows.of(target, otherNames, rows);
        });
    }

    private Uni<Rows> recipe(String text, String stage, BiFunction<Target, List<String>, Uni<Rows>> work) {
        RecipeFilter filter = Parameters.checked(() -> RecipeFilter.parse(text));
        Kind kind = kind(stage);
        return recipes.find(filter).chain(found -> {
            List<Target> meant = found.stream()
                    .filter(target -> kind == null || target.kind() == kind)
                    .toList();
            if (meant.size() > 1) {
                throw new InvalidRequestException(filter + " may be " + listed(meant) + ": name one"
                        + (isOfOneStage(meant) ? "" : " with its digest, or say which stage"));
            }
            if (meant.isEmpty()) {
                ForgottenRows none = new ForgottenRows(0, 0, 0, 0, 0, 0);
                return Uni.createFrom().item(new Rows(filter.toString(), null, List.of(), none, 0));
            }
            Target target = meant.get(0);
            return recipes.otherNames(target).chain(otherNames -> work.apply(target, otherNames));
        });
    }

    private static Kind kind(String stage) {
        if (Parameters.optional(stage) == null) {
            return null;
        }
        return switch (stage) {
            case "explainer" -> Kind.EXPLAINER;
            case "simulator" -> Kind.SIMULATOR;
            default -> throw new InvalidRequestException("stage must be \"explainer\" or \"simulator\"");
        };
    }

    private static String listed(List<Target> targets) {
        return targets.stream()
                .map(target -> "the " + target.kind().name().toLowerCase(Locale.ROOT) + " recipe " + target.shown())
                .collect(Collectors.joining(" or "));
    }

    private static boolean isOfOneStage(List<Target> targets) {
        return targets.stream().map(Target::kind).distinct().count() == 1;
    }
}
