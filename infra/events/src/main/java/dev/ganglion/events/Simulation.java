package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Topic {@code simulations}: a neuron's activations as predicted from an explanation, beside the actual ones.
 *
 * @param id {@link Identity#simulation}
 * @param activations id of the neuron's record
 * @param explanation id of the explanation
 * @param explanationText its words
 * @param explainer the recipe that explained
 * @param simulator the recipe that simulated
 * @param scale the unit of the simulated activations
 * @param maximum the neuron's largest activation over the corpus
 * @param excerpts those that were simulated
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
        List<SimulatedExcerpt> excerpts) {

    public Simulation {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("activations", activations);
        Required.field("explanation", explanation);
        Required.field("kind", kind);
        Required.field("explanationText", explanationText);
        Required.field("explainer", explainer);
        Required.field("simulator", simulator);
        Required.field("scale", scale);
        Required.finite("maximum", maximum);
        excerpts = Required.list("excerpts", excerpts);
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
            Required.that(
                    actual.size() == simulated.size(),
                    "excerpt " + Excerpted.text(id) + " has " + actual.size() + " actual and " + simulated.size()
                            + " simulated activations");
        }
    }
}
