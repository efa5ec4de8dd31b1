package dev.ganglion.simulator.tokenwise;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.AnswerFormat;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.Question;
import io.smallrye.mutiny.Uni;

/** How a recipe asks its language model. */
public record Inquiry(LanguageModel model, RecipeRef recipe, int attempts) {

    private static final int ONLY_SAMPLE = 0;

    /** Asks once, on behalf of the explanation's neuron; fails as {@link LanguageModel#ask} does. */
    public Uni<ActivationValues> ask(
            Explanation explanation, ModelRequest request, AnswerFormat<ExpectedActivations> format) {
        return model.ask(new Question<>(recipe, explanation.neuron(), request, ONLY_SAMPLE, attempts, format))
                .map(ExpectedActivations::activations);
    }
}
