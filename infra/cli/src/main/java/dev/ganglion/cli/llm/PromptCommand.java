package dev.ganglion.cli.llm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.options.RecipeSelector;
import dev.ganglion.cli.options.RecipesDirectory;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a recipe would send for a neuron, with its tokens and its price; nothing is sent. */
@Command(
        name = "prompt",
        description = {
            "Prints what a recipe would send for a recorded neuron, its token count and its price. Nothing is sent.",
            "The simulator's prompt is shown with a stand-in for the explanation."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion prompt explainer --recipe token-activation-pairs --neuron ganglion-demo/2-mlp/17",
            "  infra/ganglion prompt simulator --recipe output-logprobs --neuron ganglion-demo/2-mlp/17 --json",
            "",
            "The neuron's record comes from what runs: infra/ganglion up or infra/ganglion demo."
        })
public final class PromptCommand implements Callable<Integer> {

    /** Which service. */
    enum Service {
        EXPLAINER,
        SIMULATOR;

        ServiceProgram program() {
            return this == EXPLAINER ? ServiceProgram.EXPLAINER : ServiceProgram.SIMULATOR;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SERVICE", description = "explainer or simulator")
    private Service service;

    @Option(
            names = "--recipe",
            required = true,
            paramLabel = "RECIPE",
            converter = RecipeSelector.class,
            description = "NAME or NAME@DIGEST")
    private String recipe;

    @Option(
            names = "--neuron",
            required = true,
            paramLabel = "KEY",
            description = "model/layer-site/index, for example ganglion-demo/2-mlp/17")
    private String neuron;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "the model to ask (default: LLM_MODEL, else the recipe's)")
    private String model;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Mixin
    private RecipesDirectory recipes;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        NeuronId id = key();
        Installation installation = Installation.find();
        StackFile stack = StackFile.running(installation);
        byte[] event = record(stack, id);
        Map<String, String> environment = new LinkedHashMap<>(recipes.environment());
        if (model != null) {
            environment.put("LLM_MODEL", model);
        }
        PrintWriter out = spec.commandLine().getOut();
        ServiceJar jar = new ServiceJar(installation, service.program(), environment);
        List<String> arguments = List.of("prompt", "--recipe", recipe);
        out.println(
                json
                        ? new JsonMapper().writeValueAsString(jar.ask(PromptPreview.class, event, arguments))
                        : Terminal.text(jar.run(event, arguments)));
        out.flush();
        return 0;
    }

    private NeuronId key() {
        try {
            return NeuronId.parse(neuron);
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("--neuron: " + e.getMessage());
        }
    }

    private static byte[] record(StackFile stack, NeuronId id) throws InterruptedException {
        try {
            return new Results(stack.viewer())
                    .record(id.key())
                    .orElseThrow(() -> Refusal.badInput("neuron " + id + " is not recorded: see " + stack.viewer()));
        } catch (IOException e) {
            throw Refusal.failed("the scorer-service does not say what is recorded: " + e.getMessage(), e);
        }
    }
}
