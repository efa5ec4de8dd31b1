package dev.ganglion.scorer.viewer;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Scores;
import dev.ganglion.scorer.pipeline.Pipeline;
import dev.ganglion.scorer.pipeline.PipelineState;
import dev.ganglion.scorer.results.Baselines;
import dev.ganglion.scorer.results.KnownNeuron;
import dev.ganglion.scorer.results.NeuronLookup;
import dev.ganglion.scorer.results.RelatedNeurons;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.subject.ActivationServer;
import dev.ganglion.scorer.subject.NoAnswerException;
import dev.ganglion.scorer.suggestion.Suggestions;
import dev.ganglion.scorer.viewer.NeuronPage.Content;
import dev.ganglion.scorer.web.ForbiddenException;
import dev.ganglion.scorer.web.NotFoundException;
import dev.ganglion.scorer.web.Parameters;
import dev.ganglion.scorer.web.SameOrigin;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The page of a neuron, its excerpts, and what can be done with it there. What htmx asks for is answered by the part alone that
 * goes into the page; without a script, the same address answers a page of its own.
 */
@Path("/neurons/{model}/{layerAndSite}/{index}")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public class NeuronResource {

    private final NeuronLookup neurons;
    private final Baselines baselines;
    private final RelatedNeurons related;
    private final ActivationServer activations;
    private final Suggestions suggestions;
    private final Pipeline pipeline;

    NeuronResource(
            NeuronLookup neurons,
            Baselines baselines,
            RelatedNeurons related,
            ActivationServer activations,
            Suggestions suggestions,
            Pipeline pipeline) {
        this.neurons = neurons;
        this.baselines = baselines;
        this.related = related;
        this.activations = activations;
        this.suggestions = suggestions;
        this.pipeline = pipeline;
    }

    @CheckedTemplate(basePath = "")
    static class Templates {

        private Templates() {}

        static native TemplateInstance neuron(NeuronPage page);

        static native TemplateInstance excerptPage(PartPage<List<ExcerptView>> page);

        static native TemplateInstance excerptPage$part(PartPage<List<ExcerptView>> page);

        static native TemplateInstance sentencePage(PartPage<SentenceView> page);

        static native TemplateInstance sentencePage$part(PartPage<SentenceView> page);

        static native TemplateInstance suggestionPage(PartPage<SuggestionView> page);

        static native TemplateInstance suggestionPage$part(PartPage<SuggestionView> page);
    }

    @GET
    @Operation(hidden = true)
    public Uni<TemplateInstance> neuron(
            @RestPath String model, @RestPath String layerAndSite, @RestPath String index, @RestQuery String scores) {
        return content(Parameters.neuron(model, layerAndSite, index), scores).chain(content -> content.record()
                .map(related::explained)
                .orElse(Uni.createFrom().item(Map.of()))
                .map(explained -> Templates.neuron(NeuronPage.of(content, explained, suggestions.areTaken()))));
    }

    @GET
    @Path("excerpts")
    @Operation(hidden = true)
    public Uni<TemplateInstance> excerpts(
            @RestPath String model,
            @RestPath String layerAndSite,
            @RestPath String index,
            @RestQuery String scores,
            @RestQuery String group,
            @RestHeader("HX-Request") String htmx) {
        NeuronId neuron = Parameters.neuron(model, layerAndSite, index);
        return content(neuron, scores)
                .map(content -> new PartPage<>(neuron, "Excerpts", content.group(group == null ? "" : group)))
                .map(page -> isPart(htmx) ? Templates.excerptPage$part(page) : Templates.excerptPage(page));
    }

    @POST
    @Path("sentence")
    @Operation(hidden = true)
    public Uni<TemplateInstance> sentence(
            @RestPath String model,
            @RestPath String layerAndSite,
            @RestPath String index,
            @RestForm String text,
            @RestHeader("HX-Request") String htmx,
            @Context HttpServerRequest request) {
        SameOrigin.check(request);
        NeuronId neuron = Parameters.neuron(model, layerAndSite, index);
        return sentence(neuron, text == null ? "" : text)
                .map(view -> new PartPage<>(neuron, "Your sentence", view))
                .map(page -> isPart(htmx) ? Templates.sentencePage$part(page) : Templates.sentencePage(page));
    }

    @POST
    @Path("explanations")
    @Operation(hidden = true)
    public Uni<TemplateInstance> suggest(
            @RestPath String model,
            @RestPath String layerAndSite,
            @RestPath String index,
            @RestForm String text,
            @RestHeader("HX-Request") String htmx,
            @Context HttpServerRequest request) {
        SameOrigin.check(request);
        if (!suggestions.areTaken()) {
            throw new ForbiddenException("suggestions are not taken here: SUGGESTIONS is not true");
        }
        NeuronId neuron = Parameters.neuron(model, layerAndSite, index);
        return content(neuron, null)
                .chain(content -> suggest(content, text))
                .map(view -> new PartPage<>(neuron, "Your explanation", view))
                .map(page -> isPart(htmx) ? Templates.suggestionPage$part(page) : Templates.suggestionPage(page));
    }

    private Uni<SentenceView> sentence(NeuronId neuron, String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > ActivationServer.LONGEST_SENTENCE) {
            return Uni.createFrom()
                    .item(SentenceView.problem("Write a sentence of at most "
                            + Figures.count(ActivationServer.LONGEST_SENTENCE) + " characters."));
        }
        return Uni.combine()
                .all()
                .unis(activations.run(neuron, text), neurons.records(neuron))
                .asTuple()
                .map(parts -> SentenceView.of(
                        parts.getItem1(), parts.getItem2().stream().findFirst()))
                .onFailure(NoAnswerException.class)
                .recoverWithItem(failure -> SentenceView.problem(failure.getMessage()));
    }

    private Uni<SuggestionView> suggest(Content content, String text) {
        Optional<NeuronActivations> record = content.record();
        if (record.isEmpty()) {
            return Uni.createFrom()
                    .item(SuggestionView.problem(
                            "the neuron’s record has not arrived, so there is nothing to score on"));
        }
        try {
            return suggestions.suggest(record.get(), text).chain(explanation -> pipeline.state()
                    .map(PipelineState::simulatorsOfWords)
                    .onFailure()
                    .recoverWithItem(List.of())
                    .map(simulators -> SuggestionView.of(explanation.text(), simulators)));
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(SuggestionView.problem(e.getMessage()));
        }
    }

    /** Whether the part alone is wanted, which belongs into the page. */
    private static boolean isPart(String htmx) {
        return "true".equals(htmx);
    }

    private Uni<Content> content(NeuronId neuron, String scores) {
        UUID chosen = Parameters.optional(scores) == null ? null : Parameters.checked(() -> UUID.fromString(scores));
        return neurons.find(neuron).chain(known -> content(known, chosen));
    }

    private Uni<Content> content(KnownNeuron known, UUID chosen) {
        if (known.isUnknown()) {
            throw new NotFoundException("nothing is known of neuron " + known.neuron());
        }
        Optional<Scores> shown = Preference.among(known.scores(), chosen);
        return shown.map(scores -> Uni.combine()
                        .all()
                        .unis(
                                neurons.simulation(scores.simulation()),
                                baselines.of(new Selection(known.neuron().model(), null, null, null)))
                        .asTuple()
                        .map(parts -> new Content(known, shown, parts.getItem1(), parts.getItem2())))
                .orElse(Uni.createFrom().item(new Content(known, shown, null, List.of())));
    }
}
