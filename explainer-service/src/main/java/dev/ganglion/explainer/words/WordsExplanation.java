package dev.ganglion.explainer.words;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import java.util.UUID;

/** The event for an explanation in words. */
public final class WordsExplanation {

    private WordsExplanation() {}

    /** @param parent the explanation that this one revises, or null */
    public static Explanation of(
            NeuronActivations record, RecipeRef recipe, int candidate, UUID parent, ExplanationAnswer answer) {
        return new Explanation(
                Identity.explanation(record.id(), recipe.digest(), candidate, parent, answer.text()),
                record.neuron(),
                record.id(),
                recipe,
                candidate,
                parent,
                ExplanationKind.WORDS,
                answer.text(),
                null,
                record.statistics().maximum(),
                record.excerpts().stream().filter(Excerpt::heldOut).toList());
    }
}
