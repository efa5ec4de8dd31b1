package dev.ganglion.simulator.stage;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.simulator.Simulator;
import java.util.List;

/** What a neuron's explanation could be like, to show and to price its simulation before there is one. */
final class StandInExplanation {

    private static final RecipeRef RECIPE = new RecipeRef("stand-in", Identity.sha256("stand-in"), "stand-in");
    /** As long as explanations by language models are. */
    private static final String WORDS =
            "words and phrases of the kind that an explanation would name here, in a sentence of the usual length";

    private StandInExplanation() {}

    /** What a simulator would ask about the neuron. */
    static List<ModelRequest> preview(Simulator simulator, NeuronActivations record) {
        return simulator.preview(of(record));
    }

    private static Explanation of(NeuronActivations record) {
        return new Explanation(
                Identity.explanation(record.id(), RECIPE.digest(), 0, null, WORDS),
                record.neuron(),
                record.id(),
                RECIPE,
                0,
                null,
                ExplanationKind.WORDS,
                WORDS,
                null,
                record.statistics().maximum(),
                record.excerpts().stream().filter(Excerpt::heldOut).toList());
    }
}
