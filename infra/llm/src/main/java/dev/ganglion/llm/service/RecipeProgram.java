package dev.ganglion.llm.service;

import dev.ganglion.delivery.ChosenKeys;
import dev.ganglion.events.EventException;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import dev.ganglion.llm.recipe.Recipes;
import dev.ganglion.replay.creation.ReplayCommand;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.running.ReplayLaunch;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The program of a service that runs a recipe: the service itself, or with an argument a look at its recipes. Whatever
 * cannot be used is one sentence on standard error and exit code 2, before anything is started.
 *
 * @param <T> what a recipe of the service becomes
 */
public final class RecipeProgram<T> {

    static final int BAD_INPUT = 2;

    private final String service;
    private final Function<LanguageModel, Recipes<T>> recipes;
    private final BiFunction<T, NeuronActivations, List<ModelRequest>> preview;
    private final String topic;
    private final ReplayPreview<T> replayed;

    /** What working on a record again would ask. */
    @FunctionalInterface
    public interface ReplayPreview<T> {

        /**
         * @param event as it is on the topic
         * @return nothing if the replay leaves the event out
         * @throws EventException if it is no event
         */
        Optional<List<ModelRequest>> requests(T implementation, Replay replay, byte[] event);
    }

    /**
     * @param service {@code explainer} or {@code simulator}
     * @param topic that it reads, which is also the name of the channel
     * @param recipes what the service can run
     * @param preview what a recipe would send for a neuron
     * @param replayed what it would send for a record of the topic
     */
    public RecipeProgram(
            String service,
            String topic,
            Function<LanguageModel, Recipes<T>> recipes,
            BiFunction<T, NeuronActivations, List<ModelRequest>> preview,
            ReplayPreview<T> replayed) {
        this.service = service;
        this.topic = topic;
        this.replayed = replayed;
        this.recipes = recipes;
        this.preview = preview;
    }

    /** Runs until it gets SIGTERM, or does the one-shot command. */
    public void main(String... arguments) {
        if (arguments.length == 0) {
            start();
            return;
        }
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case PromptCommand.NAME -> System.exit(PromptCommand.run(service, this::named, preview, rest));
            case CheckCommand.NAME -> System.exit(CheckCommand.run(service, this::oneOrAll, rest));
            case ReplayCommand.NAME -> replay(rest);
            default ->
                refuse("without arguments it runs the service; \"" + PromptCommand.NAME
                        + "\" shows what a recipe would send, \"" + CheckCommand.NAME
                        + "\" what the language model's server can do, \"" + ReplayCommand.NAME
                        + "\" works again on a part of its topic; it takes no other");
        }
    }

    private void replay(String... arguments) {
        ReplayCommand.Outcome outcome =
                ReplayCommand.run(new RecipeReplay<>(service, topic, this::named, replayed), arguments);
        if (outcome.replay() == null) {
            System.exit(outcome.code());
        }
        ReplayLaunch.prepare(outcome.replay(), topic);
        start();
    }

    /**
     * The recipe that the settings select, for the service's beans.
     *
     * @param from all that the service can run
     */
    public Recipe<T> selected(Config config, Recipes<T> from) {
        return from.select(config.getValue(service + ".recipe", String.class), directory(config));
    }

    private void start() {
        Config config = ConfigProvider.getConfig();
        try {
            ChosenKeys.of(
                    service + ".neurons",
                    config.getOptionalValues(service + ".neurons", String.class).orElse(List.of()));
            selected(config, recipes.apply(new UnconnectedModel())).model().ifPresent(use -> {
                ModelSetup.of(config, service).check(use);
                ModelSetup.switchLedgerOn();
            });
        } catch (RecipeException | IllegalArgumentException e) {
            refuse(e.getMessage());
        }
        Quarkus.run();
    }

    private Recipe<T> named(String name) {
        return recipes.apply(new UnconnectedModel()).select(name, directory(ConfigProvider.getConfig()));
    }

    private List<? extends Recipe<?>> oneOrAll(Optional<String> name) {
        return name.<List<? extends Recipe<?>>>map(chosen -> List.of(named(chosen)))
                .orElseGet(() -> recipes.apply(new UnconnectedModel()).all(directory(ConfigProvider.getConfig())));
    }

    private static Optional<Path> directory(Config config) {
        return config.getOptionalValue("recipes.dir", Path.class);
    }

    private void refuse(String sentence) {
        System.err.println(service + "-service: " + sentence);
        System.exit(BAD_INPUT);
    }
}
