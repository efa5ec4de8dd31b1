package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;

/**
 * What an {@link Explanation} says, without the table and the excerpts that only a simulator needs and that are nearly all of
 * its bytes. Whoever shows or ranks explanations reads this from the topic, in a fraction of the time; whether the rest is
 * well-formed it does not say.
 *
 * @param id {@link Identity#explanation}
 * @param activations id of the neuron's record
 * @param candidate from 0
 * @param parent the explanation this one revises, or null
 * @param maximum the neuron's largest activation over the corpus
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExplanationSummary(
        UUID id,
        NeuronId neuron,
        UUID activations,
        RecipeRef recipe,
        int candidate,
        UUID parent,
        ExplanationKind kind,
        String text,
        double maximum) {

    /** Reads summaries from the events of the topic {@code explanations}. */
    public static final EventCodec<ExplanationSummary> CODEC = EventCodec.of(ExplanationSummary.class, "Explanation");

    public ExplanationSummary {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("activations", activations);
        Required.field("recipe", recipe);
        Required.that(candidate >= 0, "candidates are counted from 0");
        Required.field("kind", kind);
        Required.field("text", text);
        Required.finite("maximum", maximum);
    }
}
