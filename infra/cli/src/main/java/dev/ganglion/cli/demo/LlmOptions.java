package dev.ganglion.cli.demo;

import dev.ganglion.cli.options.DollarsOption;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.options.RecipesDirectory;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a demo that asks a language model. */
final class LlmOptions {

    private static final int NEURONS = 50;
    private static final double BUDGET = 1.00;
    private static final String EXPLAINER = "token-activation-pairs";

    @Option(
            names = "--llm",
            description = "have some neurons explained and simulated by a language model too: the one that"
                    + " OPENAI_BASE_URL and OPENAI_API_KEY name")
    private boolean llm;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            description = "with --llm: how many neurons (default: " + NEURONS + ")")
    private Integer neurons;

    @Option(
            names = "--budget",
            paramLabel = "DOLLARS",
            converter = DollarsOption.class,
            description = "with --llm: the most that may be spent in all (default: 1.00)")
    private Double budget;

    @Option(
            names = "--explainer-recipe",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "with --llm: how neurons are explained (default: " + EXPLAINER + ")")
    private String explainer;

    @Option(
            names = "--simulator-recipe",
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "with --llm: how activations are simulated (default: the first of prompt-logprobs,"
                    + " output-logprobs and json that works with the model)")
    private String simulator;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "with --llm: the model to ask (default: LLM_MODEL in the environment, else each recipe's own)")
    private String model;

    @Option(names = "--yes", description = "with --llm: spend without asking")
    private boolean yes;

    @Mixin
    private RecipesDirectory recipes;

    /** Whether a model is to be asked. Refuses options that mean something else. */
    boolean wanted() {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("--neurons", neurons);
        others.put("--budget", budget);
        others.put("--explainer-recipe", explainer);
        others.put("--simulator-recipe", simulator);
        others.put("--model", model);
        others.put("--yes", yes ? Boolean.TRUE : null);
        others.put("--recipes-dir", recipes.checked());
        others.forEach((name, value) -> {
            if (value != null && !llm) {
                throw Refusal.badInput(name + " is about a language model: use it with --llm");
            }
        });
        if (llm && neurons() < 1) {
            throw Refusal.badInput("--neurons must be 1 or more");
        }
        if (llm && !yes && !Terminal.canAsk()) {
            throw Refusal.badInput("demo --llm spends money, and there is no terminal to ask on: add --yes");
        }
        return llm;
    }

    int neurons() {
        return neurons == null ? NEURONS : neurons;
    }

    double budget() {
        return budget == null ? BUDGET : budget;
    }

    /** Whether the amount was asked for, and is not the default. */
    boolean hasBudget() {
        return budget != null;
    }

    String explainer() {
        return explainer == null ? EXPLAINER : explainer;
    }

    /** Null for whichever works. */
    String simulator() {
        return simulator;
    }

    boolean yes() {
        return yes;
    }

    /** What the services get in their environment; the key they inherit. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(recipes.environment());
        if (model != null) {
            environment.put("LLM_MODEL", model);
        }
        return environment;
    }
}
