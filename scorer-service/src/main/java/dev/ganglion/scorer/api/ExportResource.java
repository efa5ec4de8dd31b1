package dev.ganglion.scorer.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.ScoredExplanation;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.export.Pages;
import dev.ganglion.scorer.results.export.RecordedNeuron;
import dev.ganglion.scorer.results.export.RecordedNeurons;
import dev.ganglion.scorer.results.export.StoredSimulations;
import dev.ganglion.scorer.results.export.StoredSimulations.StoredSimulation;
import dev.ganglion.scorer.results.search.ExplanationFilter;
import dev.ganglion.scorer.results.search.ExplanationSearch;
import dev.ganglion.scorer.results.search.FoundExplanation;
import dev.ganglion.scorer.results.search.SearchOrder;
import dev.ganglion.scorer.web.Parameters;
import dev.ganglion.scorer.web.SearchParameters;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * All of a list as a stream: a JSON object, or a row of CSV, on each line. The service holds one page of it, whoever reads
 * slowly; if something fails on the way, the connection is cut, and the answer does not look complete.
 */
@Path("/api/export")
@Tag(name = "export")
public class ExportResource {

    /** A type with "json" in it would be written as one array. */
    private static final String JSON_LINES = MediaType.TEXT_PLAIN + ";charset=utf-8";

    private static final String CSV = "text/csv;charset=utf-8";
    private static final int PAGE = 1000;
    /** Unpacked, each is some tens of kilobytes. */
    private static final int PAGE_OF_EVENTS = 50;

    private static final String SCORES_HEAD = Csv.line(
            "neuron",
            "score",
            "undefined",
            "explanation",
            "candidate",
            "kind",
            "text",
            "explainer",
            "simulator",
            "activations",
            "simulation",
            "scores");
    private static final String EXPLANATIONS_HEAD = Csv.line(
            "neuron",
            "score",
            "undefined",
            "explanation",
            "candidate",
            "kind",
            "text",
            "explainer",
            "simulator",
            "scores");
    private static final String NEURONS_HEAD = Csv.line(
            "neuron", "activations", "positions", "maximum", "mean", "variance", "skewness", "kurtosis", "corpus");
    private static final String SIMULATIONS_HEAD =
            Csv.line("neuron", "simulation", "explanation", "explainer", "simulator", "explanationOf", "event");

    private final Ranking ranking;
    private final ExplanationSearch search;
    private final RecordedNeurons neurons;
    private final StoredSimulations simulations;
    private final ObjectMapper json;

    ExportResource(
            Ranking ranking,
            ExplanationSearch search,
            RecordedNeurons neurons,
            StoredSimulations simulations,
            ObjectMapper json) {
        this.ranking = ranking;
        this.search = search;
        this.neurons = neurons;
        this.simulations = simulations;
        this.json = json;
    }

    @GET
    @Path("scores.jsonl")
    @Produces(JSON_LINES)
    @Operation(summary = "What /api/neurons lists, an object a line")
    public Multi<String> scoresAsJson(
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator,
            @RestQuery @Parameter(description = "best (default) or worst first") String order) {
        return stream(scores(model, layer, explainer, simulator, order), each -> json(ScoredNeuron.of(each)));
    }

    @GET
    @Path("scores.csv")
    @Produces(CSV)
    @Operation(summary = "What /api/neurons lists, as CSV")
    public Multi<String> scoresAsCsv(
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator,
            @RestQuery @Parameter(description = "best (default) or worst first") String order) {
        return under(
                SCORES_HEAD,
                stream(
                        scores(model, layer, explainer, simulator, order),
                        each -> Csv.line(
                                each.neuron(),
                                each.score().value(),
                                each.score().undefined(),
                                each.explanation(),
                                each.candidate(),
                                each.kind(),
                                each.text(),
                                pinned(each.explainer()),
                                pinned(each.simulator()),
                                each.activations(),
                                each.simulation(),
                                each.scores())));
    }

    private Multi<List<ScoredExplanation>> scores(
            String model, String layer, String explainer, String simulator, String order) {
        Selection selection = Parameters.selection(model, layer, explainer, simulator);
        Ranking.Order by = Parameters.order(order);
        return Pages.of(after -> ranking.page(selection, by, PAGE, after));
    }

    @GET
    @Path("explanations.jsonl")
    @Produces(JSON_LINES)
    @Operation(summary = "What /api/explanations finds, the best first, an object a line")
    public Multi<String> explanationsAsJson(
            @RestQuery String q,
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator,
            @RestQuery String kind,
            @RestQuery String minScore,
            @RestQuery String maxScore) {
        return stream(
                explanations(SearchParameters.filter(
                        q, Parameters.selection(model, layer, explainer, simulator), kind, minScore, maxScore)),
                this::json);
    }

    @GET
    @Path("explanations.csv")
    @Produces(CSV)
    @Operation(summary = "What /api/explanations finds, the best first, as CSV")
    public Multi<String> explanationsAsCsv(
            @RestQuery String q,
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator,
            @RestQuery String kind,
            @RestQuery String minScore,
            @RestQuery String maxScore) {
        ExplanationFilter filter = SearchParameters.filter(
                q, Parameters.selection(model, layer, explainer, simulator), kind, minScore, maxScore);
        return under(
                EXPLANATIONS_HEAD,
                stream(
                        explanations(filter),
                        each -> Csv.line(
                                each.neuron(),
                                each.score() == null ? null : each.score().value(),
                                each.score() == null ? null : each.score().undefined(),
                                each.explanation(),
                                each.candidate(),
                                each.kind(),
                                each.text(),
                                pinned(each.explainer()),
                                pinned(each.simulator()),
                                each.scores())));
    }

    private Multi<List<FoundExplanation>> explanations(ExplanationFilter filter) {
        return Pages.of(after -> search.page(filter, SearchOrder.BEST, PAGE, after)
                .map(found -> new Page<>(found.items(), found.next())));
    }

    @GET
    @Path("neurons.jsonl")
    @Produces(JSON_LINES)
    @Operation(summary = "The neurons' records without their excerpts, an object a line")
    public Multi<String> neuronsAsJson(@RestQuery String model, @RestQuery String layer) {
        return stream(neurons(model, layer), this::json);
    }

    @GET
    @Path("neurons.csv")
    @Produces(CSV)
    @Operation(summary = "The neurons' records without their excerpts, as CSV")
    public Multi<String> neuronsAsCsv(@RestQuery String model, @RestQuery String layer) {
        return under(
                NEURONS_HEAD,
                stream(
                        neurons(model, layer),
                        each -> Csv.line(
                                each.neuron(),
                                each.activations(),
                                each.positions(),
                                each.maximum(),
                                each.mean(),
                                each.variance(),
                                each.skewness(),
                                each.kurtosis(),
                                each.corpus())));
    }

    private Multi<List<RecordedNeuron>> neurons(String model, String layer) {
        Selection selection = Parameters.selection(model, layer, null, null);
        return Pages.of(after -> neurons.page(selection, PAGE, after));
    }

    @GET
    @Path("simulations.jsonl")
    @Produces(JSON_LINES)
    @Operation(summary = "The simulations as they were on their topic, one a line")
    public Multi<String> simulationsAsJson(
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator) {
        return stream(simulations(model, layer, explainer, simulator), each -> each.event() + "\n");
    }

    @GET
    @Path("simulations.csv")
    @Produces(CSV)
    @Operation(summary = "The simulations as CSV, with the JSON that was on their topic in the last column")
    public Multi<String> simulationsAsCsv(
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator) {
        return under(
                SIMULATIONS_HEAD,
                stream(
                        simulations(model, layer, explainer, simulator),
                        each -> Csv.line(
                                each.neuron(),
                                each.simulation(),
                                each.explanation(),
                                each.explainer(),
                                each.simulator(),
                                each.explanationOf(),
                                each.event())));
    }

    private Multi<List<StoredSimulation>> simulations(String model, String layer, String explainer, String simulator) {
        Selection selection = Parameters.selection(model, layer, explainer, simulator);
        return Pages.of(after -> simulations.page(selection, PAGE_OF_EVENTS, after));
    }

    private static <T> Multi<String> stream(Multi<List<T>> pages, Function<T, String> line) {
        return pages.map(page -> page.stream().map(line).collect(Collectors.joining()));
    }

    private static Multi<String> under(String head, Multi<String> lines) {
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(head), lines);
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row cannot be written as JSON", e);
        }
    }

    private static String pinned(RecipeRef recipe) {
        return recipe == null ? null : recipe.pinned();
    }
}
