package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Topic {@code simulations}: what a neuron does as predicted from an explanation, beside what it truly does. One of two
 * variants: activations, predicted for each token ({@code scale} and {@code excerpts}), or judgements of whole excerpts
 * ({@code judgements}, and {@code excerpts} is empty).
 *
 * @param id {@link Identity#simulation}
 * @param activations id of the neuron's record
 * @param explanation id of the explanation
 * @param explanationText its words
 * @param explainer the recipe that explained
 * @param simulator the recipe that simulated
 * @param scale the unit of the simulated activations; null for judgements
 * @param maximum the neuron's largest activation over the corpus
 * @param excerpts those that were simulated
 * @param judgements the judged excerpts; null for activations
 * @param failures the excerpts that the recipe should have simulated or judged and could not; empty if there is none
 * @param explanationOf the neuron whose explanation it is, where it was borrowed from another to see what chance gives; null
 *     for the neuron's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Simulation(
        UUID id,
        NeuronId neuron,
        UUID activations,
        UUID explanation,
        ExplanationKind kind,
        String explanationText,
        RecipeRef explainer,
        RecipeRef simulator,
        ActivationScale scale,
        double maximum,
        List<SimulatedExcerpt> excerpts,
        Judgements judgements,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FailedExcerpt> failures,
        NeuronId explanationOf) {

    public Simulation {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("activations", activations);
        Required.field("explanation", explanation);
        Required.field("kind", kind);
        Required.field("explanationText", explanationText);
        Required.field("explainer", explainer);
        Required.field("simulator", simulator);
        Required.finite("maximum", maximum);
        excerpts = Required.list("excerpts", excerpts);
        Required.that(
                (scale == null) != (judgements == null),
                "a simulation has either activations in a \"scale\" or \"judgements\"");
        Required.that(judgements == null || excerpts.isEmpty(), "a simulation by judgements has no other \"excerpts\"");
        failures = failures == null ? List.of() : Required.list("failures", failures);
        Required.that(
                !neuron.equals(explanationOf), "field \"explanationOf\" must be another neuron than field \"neuron\"");
    }

    /** Of the neuron's own explanation. */
    public Simulation(
            UUID id,
            NeuronId neuron,
            UUID activations,
            UUID explanation,
            ExplanationKind kind,
            String explanationText,
            RecipeRef explainer,
            RecipeRef simulator,
            ActivationScale scale,
            double maximum,
            List<SimulatedExcerpt> excerpts,
            Judgements judgements,
            List<FailedExcerpt> failures) {
        this(
                id,
                neuron,
                activations,
                explanation,
                kind,
                explanationText,
                explainer,
                simulator,
                scale,
                maximum,
                excerpts,
                judgements,
                failures,
                null);
    }

    /** Activations of which none failed. */
    public Simulation(
            UUID id,
            NeuronId neuron,
            UUID activations,
            UUID explanation,
            ExplanationKind kind,
            String explanationText,
            RecipeRef explainer,
            RecipeRef simulator,
            ActivationScale scale,
            double maximum,
            List<SimulatedExcerpt> excerpts) {
        this(
                id,
                neuron,
                activations,
                explanation,
                kind,
                explanationText,
                explainer,
                simulator,
                scale,
                maximum,
                excerpts,
                null,
                List.of());
    }

    /**
     * The same simulation, said to be of another neuron's explanation.
     *
     * @param owner the neuron whose explanation it is
     * @return its id is {@link Identity#borrowedSimulation}
     */
    public Simulation borrowedFrom(NeuronId owner) {
        return new Simulation(
                Identity.borrowedSimulation(explanation, simulator.digest(), activations),
                neuron,
                activations,
                explanation,
                kind,
                explanationText,
                explainer,
                simulator,
                scale,
                maximum,
                excerpts,
                judgements,
                failures,
                Required.field("explanationOf", owner));
    }

    /**
     * @param id the excerpt's
     * @param actual the neuron's activation on each token
     * @param simulated the predicted activation on each token
     */
    public record SimulatedExcerpt(
            String id, ExcerptSet set, Split split, ActivationValues actual, ActivationValues simulated) {

        public SimulatedExcerpt {
            Required.field("id", id);
            Required.field("set", set);
            Required.field("split", split);
            Required.field("actual", actual);
            Required.field("simulated", simulated);
            if (actual.size() != simulated.size()) {
                throw new IllegalArgumentException("excerpt " + Excerpted.text(id) + " has " + actual.size()
                        + " actual and " + simulated.size() + " simulated activations");
            }
        }
    }

    /**
     * An excerpt that could not be simulated. It is in no score: what was not predicted is neither right nor wrong.
     *
     * @param id the excerpt's
     * @param reason why, one sentence; cut after 300 characters
     */
    public record FailedExcerpt(String id, ExcerptSet set, Split split, String reason) {

        public FailedExcerpt {
            Required.field("id", id);
            Required.field("set", set);
            Required.field("split", split);
            reason = Excerpted.sentence(Required.field("reason", reason));
        }
    }
}
