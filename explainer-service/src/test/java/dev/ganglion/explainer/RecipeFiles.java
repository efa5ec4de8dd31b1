package dev.ganglion.explainer;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.explainer.subject.SentenceActivations;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.recipe.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Recipes as operators write them. */
public final class RecipeFiles {

    private static final String MODEL =
            """
            name: own
            service: explainer
            model: {name: some-model, maxTokens: 50, context: 100000}
            """;

    private RecipeFiles() {}

    /** A recipe of these fields beside name, service and model. */
    public static Recipe<Explainer> recipe(Path directory, LanguageModel model, String fields) {
        return written(directory, model, SentenceActivations.UNCONNECTED, MODEL + fields);
    }

    /** A recipe of this text. */
    public static Recipe<Explainer> written(
            Path directory, LanguageModel model, SentenceActivations subject, String text) {
        try {
            Files.writeString(directory.resolve("own.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExplainerRecipes.all(model, subject).select("own", Optional.of(directory));
    }

    /** A recipe of the jar. */
    public static Recipe<Explainer> shipped(String name, LanguageModel model, SentenceActivations subject) {
        return ExplainerRecipes.all(model, subject).select(name, Optional.empty());
    }

    /** Its explanations of a neuron. */
    public static List<Explanation> explain(Recipe<Explainer> recipe, NeuronActivations record) {
        return recipe.implementation().explain(record).await().indefinitely();
    }
}
