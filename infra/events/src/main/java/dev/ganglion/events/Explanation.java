package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * Topic {@code explanations}: what a recipe says of a neuron, with the held-out excerpts to score it on.
 *
 * @param id {@link Identity#explanation}
 * @param activations id of the record it explains
 * @param recipe the explainer's
 * @param candidate ordinal among the recipe's candidates for this neuron, from 0
 * @param parent the explanation this one revises, or null
 * @param text one readable sentence, for {@link ExplanationKind#TOKEN_TABLE} too
 * @param tokenMeans for {@link ExplanationKind#TOKEN_TABLE}, the table; else null
 * @param maximum the neuron's largest activation over the corpus
 * @param heldOut excerpts that the explainer did not see
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        UUID id,
        NeuronId neuron,
        UUID activations,
        RecipeRef recipe,
        int candidate,
        UUID parent,
        ExplanationKind kind,
        String text,
        TokenMeans tokenMeans,
        double maximum,
        List<Excerpt> heldOut) {

    public Explanation {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("activations", activations);
        Required.field("recipe", recipe);
        Required.that(candidate >= 0, "candidates are counted from 0");
        Required.field("kind", kind);
        Required.field("text", text);
        Required.that(
                (kind == ExplanationKind.TOKEN_TABLE) == (tokenMeans != null),
                "field \"tokenMeans\" belongs to explanations of the kind token-table, and to no other");
        Required.finite("maximum", maximum);
        heldOut = Required.list("heldOut", heldOut);
        for (Excerpt excerpt : heldOut) {
            if (!excerpt.heldOut()) {
                throw new IllegalArgumentException("excerpt " + Excerpted.text(excerpt.id()) + " is not held out");
            }
        }
    }
}
