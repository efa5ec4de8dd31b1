package dev.ganglion.llm.service;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.recipe.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a recipe would send for one neuron. Nothing is sent. */
@Command(
        name = PromptCommand.NAME,
        header = "Shows what a recipe would send to the language model for one neuron, and sends nothing.",
        sortOptions = false,
        usageHelpWidth = 120,
        mixinStandardHelpOptions = true,
        footerHeading = "%nThe neuron is read from standard input: one event of the topic neuron-activations.%n")
final class PromptCommand<T> implements Callable<Integer> {

    static final String NAME = "prompt";

    private static final int LARGEST_EVENT = 512 * 1024;

    private final Function<String, Recipe<T>> recipes;
    private final BiFunction<T, NeuronActivations, List<ModelRequest>> preview;
    private final InputStream input;

    @Spec
    private CommandSpec spec;

    @Option(names = "--recipe", required = true, paramLabel = "NAME", description = "The recipe, NAME or NAME@DIGEST.")
    private String name;

    @Option(names = "--json", description = "Print one JSON object: every request's body, tokens and price.")
    private boolean json;

    private PromptCommand(
            Function<String, Recipe<T>> recipes,
            BiFunction<T, NeuronActivations, List<ModelRequest>> preview,
            InputStream input) {
        this.recipes = recipes;
        this.preview = preview;
        this.input = input;
    }

    /** Returns the exit code: 2 and one sentence for what cannot be shown. */
    static <T> int run(
            String service,
            Function<String, Recipe<T>> recipes,
            BiFunction<T, NeuronActivations, List<ModelRequest>> preview,
            String... arguments) {
        return OneShot.run(service, new PromptCommand<>(recipes, preview, System.in), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Recipe<T> recipe = recipes.apply(name);
        if (recipe.model().isEmpty()) {
            throw new IllegalArgumentException(
                    "recipe " + recipe.ref().pinned() + " asks no language model: there is nothing to show");
        }
        NeuronActivations record = EventCodec.of(NeuronActivations.class).decode(input.readNBytes(LARGEST_EVENT + 1));
        List<ModelRequest> requests = preview.apply(recipe.implementation(), record);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("recipe " + recipe.ref().pinned() + " would ask nothing about "
                    + record.neuron().key() + ": its record lacks the excerpts that the recipe needs");
        }
        Preview shown = new Preview(recipe.ref(), requests, ModelSetup.prices(ConfigProvider.getConfig()));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? shown.json() + "\n" : shown.text());
        out.flush();
        return 0;
    }
}
