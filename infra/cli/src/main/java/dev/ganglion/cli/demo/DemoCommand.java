package dev.ganglion.cli.demo;

import dev.ganglion.cli.activation.Requests;
import dev.ganglion.cli.options.LayersOption;
import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.results.RequestProgress;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.results.Results.Counts;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.RequestTopic;
import dev.ganglion.cli.stack.Stack;
import dev.ganglion.cli.terminal.ExitCode;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.ActivationRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole chain on the demo model, from nothing to a page to look at. */
@Command(
        name = "demo",
        description =
                "Runs the whole chain on the demo model: broker, database and the four services, on this machine.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion demo                 stays up until Ctrl-C, which stops all it started",
            "  infra/ganglion demo --exit --json   stops by itself; one JSON object on standard output",
            "  infra/ganglion demo --layers 0      768 neurons instead of 3,072",
            "",
            "  OPENAI_API_KEY=… infra/ganglion demo --llm --neurons 50 --budget 1.00",
            "      shows what it will cost, and asks before anything is spent",
            "  OPENAI_BASE_URL=http://127.0.0.1:8000/v1 infra/ganglion demo --llm --model Qwen/Qwen3-8B",
            "  infra/ganglion demo --llm --yes --exit --json",
            "",
            "Exit code 3: the budget was spent before all neurons were done; the results so far are printed."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String MODEL = "ganglion-demo";

    /** Longer than a service needs to come back after a crash. */
    static final Duration COMES_BACK = Duration.ofMinutes(1);

    @Option(names = "--exit", description = "stop everything when the last neuron is scored")
    private boolean exit;

    @Option(names = "--json", description = "print the outcome as one JSON object on standard output, and nothing else")
    private boolean json;

    @Option(
            names = "--layers",
            paramLabel = "LAYERS",
            converter = LayersOption.class,
            description = "which of the layers 0 to 3, for example 0 or 0-1; fewer are done sooner (default: all)")
    private LayersOption.Layers layers;

    @Mixin
    private LlmOptions llm;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Installation installation = Installation.find();
        DemoModelConfig whole = DemoModelConfig.read(installation.demoModel());
        DemoModelConfig model = layers == null ? whole : whole.of(layers.indexes());
        LlmDemo asked = llm.wanted() ? LlmDemo.prepare(installation, llm) : null;
        int code = 0;
        Phases phases = new Phases(System::nanoTime);
        try (Stack stack = Stack.startForDemo(installation, Terminal::say)) {
            phases.end("start");
            ActivationRequest request = Requests.of(
                    MODEL,
                    installation.demoModel().toRealPath(),
                    installation.demoCorpus().toRealPath(),
                    layers == null ? null : model.layers(),
                    null);
            RequestTopic.send(stack.bootstrap(), List.of(request));
            Terminal.say("Recording, explaining, simulating and scoring " + model.neurons() + " neurons …");
            Counts counts;
            try (Bars bars = new Bars(Terminal.interactive(), Terminal::say)) {
                counts = new ChainWatch(
                                new Results(stack.viewer()),
                                new RequestProgress(stack.activationService()),
                                request.id().toString(),
                                MODEL,
                                model.neurons(),
                                phases)
                        .untilDone(bars);
            }
            DemoOutcome outcome = outcome(model, counts, phases, stack.viewer());
            if (asked != null) {
                Optional<LlmOutcome> answered = asked.run(stack, MODEL, model, phases);
                outcome = outcome.with(answered.orElse(null), phases);
                code = answered.filter(LlmOutcome::budgetSpent).isPresent() ? ExitCode.BUDGET_SPENT : 0;
            }
            System.out.println(json ? outcome.json() : outcome.text());
            System.out.flush();
            if (!exit) {
                Terminal.say("Look: " + stack.viewer() + "   (Ctrl-C stops everything)");
                stack.awaitEnd();
            }
        }
        return code;
    }

    private static DemoOutcome outcome(DemoModelConfig model, Counts counts, Phases phases, String viewer)
            throws InterruptedException {
        try {
            return DemoOutcome.of(model, counts, new Results(viewer, COMES_BACK), MODEL, phases, viewer);
        } catch (IOException e) {
            throw Refusal.failed("every neuron is scored, and the results cannot be read: " + e.getMessage(), e);
        }
    }
}
