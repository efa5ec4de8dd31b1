package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.pipeline.Pipeline;
import dev.ganglion.scorer.pipeline.PipelineState;
import dev.ganglion.scorer.results.DeadLetterFilter;
import dev.ganglion.scorer.results.DeadLetterFilter.State;
import dev.ganglion.scorer.results.DeadLetterList;
import dev.ganglion.scorer.results.LayerDistribution;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.Models;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.comparison.Comparison;
import dev.ganglion.scorer.results.comparison.ComparisonQuestion;
import dev.ganglion.scorer.results.comparison.RecipeComparison;
import dev.ganglion.scorer.results.comparison.UncomparableException;
import dev.ganglion.scorer.results.search.ExplanationFilter;
import dev.ganglion.scorer.results.search.ExplanationSearch;
import dev.ganglion.scorer.results.search.SearchOrder;
import dev.ganglion.scorer.viewer.SearchPage.Question;
import dev.ganglion.scorer.web.ComparisonParameters;
import dev.ganglion.scorer.web.DeadLetterParameters;
import dev.ganglion.scorer.web.Parameters;
import dev.ganglion.scorer.web.SearchParameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages but that of a neuron, which is {@link NeuronResource}'s. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public class ViewerResource {

    private static final Logger LOG = Logger.getLogger(ViewerResource.class);
    private static final int FAILURES = 10;

    private final Overview overview;
    private final LayerDistribution distribution;
    private final Models models;
    private final ExplanationSearch search;
    private final RecipeComparison comparison;
    private final DeadLetterList deadLetters;
    private final Pipeline pipeline;

    ViewerResource(
            Overview overview,
            LayerDistribution distribution,
            Models models,
            ExplanationSearch search,
            RecipeComparison comparison,
            DeadLetterList deadLetters,
            Pipeline pipeline) {
        this.overview = overview;
        this.distribution = distribution;
        this.models = models;
        this.search = search;
        this.comparison = comparison;
        this.deadLetters = deadLetters;
        this.pipeline = pipeline;
    }

    @CheckedTemplate(basePath = "")
    static class Templates {

        private Templates() {}

        static native TemplateInstance overview(OverviewPage page);

        static native TemplateInstance search(SearchPage page);

        static native TemplateInstance compare(ComparePage page);

        static native TemplateInstance pipeline(PipelinePage page);

        static native TemplateInstance deadLetters(DeadLettersPage page);
    }

    @GET
    @Operation(hidden = true)
    public Uni<TemplateInstance> overview(
            @RestQuery String model, @RestQuery String explainer, @RestQuery String simulator) {
        return overview.of(Parameters.selection(model, null, explainer, simulator))
                .map(Templates::overview);
    }

    @GET
    @Path("search")
    @Operation(hidden = true)
    public Uni<TemplateInstance> search(
            @RestQuery String q,
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator,
            @RestQuery String kind,
            @RestQuery String min,
            @RestQuery String max,
            @RestQuery String order,
            @RestQuery String after) {
        Selection asked = Parameters.selection(model, layer, explainer, simulator);
        String words = SearchParameters.words(q);
        String ofKind = SearchParameters.kind(kind);
        Double lowest = Parameters.score("min", min);
        Double highest = Parameters.score("max", max);
        SearchOrder ordered = SearchParameters.order(order);
        return models.all().chain(all -> {
            Selection selection = asked.model() == null ? asked.ofModel(firstModel(all)) : asked;
            ExplanationFilter filter = new ExplanationFilter(words, selection, ofKind, lowest, highest);
            Question question = new Question(
                    filter, ordered == null ? SearchPage.usual(filter) : ordered, Parameters.optional(after));
            return Uni.combine()
                    .all()
                    .unis(
                            Parameters.checked(() ->
                                    search.page(filter, question.order(), Parameters.DEFAULT_LIMIT, question.after())),
                            distribution.of(new Selection(selection.model(), null, null, null)))
                    .asTuple()
                    .map(parts -> Templates.search(SearchPage.of(question, parts.getItem1(), all, parts.getItem2())));
        });
    }

    @GET
    @Path("compare")
    @Operation(hidden = true)
    public Uni<TemplateInstance> compare(
            @RestQuery String a,
            @RestQuery String b,
            @RestQuery String model,
            @RestQuery String explainer,
            @RestQuery String simulator) {
        String one = Parameters.optional(a);
        String other = Parameters.optional(b);
        Selection selection = Parameters.selection(model, null, explainer, simulator);
        return models.all()
                .chain(all -> {
                    if (one == null || other == null) {
                        return Uni.createFrom().item(ComparePage.of(all, one, other, selection.model(), null, null));
                    }
                    ComparisonQuestion question = ComparisonParameters.question(one, other, null, selection, null);
                    return comparison
                            .of(question)
                            .map(found -> compared(all, one, other, selection, null, found))
                            .onFailure(UncomparableException.class)
                            .recoverWithItem(refused -> compared(
                                    all, one, other, selection, ShownText.prose(refused.getMessage(), 1000), null));
                })
                .map(Templates::compare);
    }

    private static ComparePage compared(
            List<ModelResults> all, String a, String b, Selection selection, String problem, Comparison found) {
        return ComparePage.of(all, a, b, selection.model(), problem, found);
    }

    @GET
    @Path("pipeline")
    @Operation(hidden = true)
    public Uni<TemplateInstance> pipeline() {
        return Uni.combine()
                .all()
                .unis(
                        pipeline.state()
                                .onFailure()
                                .invoke(failure -> LOG.warnf("the pipeline page: %s", failure.getMessage()))
                                .onFailure()
                                .recoverWithItem((PipelineState) null),
                        deadLetters.page(DeadLetterFilter.of(State.OPEN), FAILURES, null))
                .asTuple()
                .map(parts -> Templates.pipeline(PipelinePage.of(parts.getItem1(), parts.getItem2())));
    }

    @GET
    @Path("dead-letters")
    @Operation(hidden = true)
    public Uni<TemplateInstance> deadLetters(@RestQuery String state, @RestQuery String after) {
        State asked = DeadLetterParameters.state(state);
        return Parameters.checked(() -> deadLetters.page(
                        DeadLetterFilter.of(asked), Parameters.DEFAULT_LIMIT, Parameters.optional(after)))
                .map(letters -> Templates.deadLetters(DeadLettersPage.of(letters, asked)));
    }

    static String firstModel(List<ModelResults> models) {
        return models.isEmpty() ? null : models.get(0).model();
    }
}
