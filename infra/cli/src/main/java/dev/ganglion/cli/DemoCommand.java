package dev.ganglion.cli;

import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.results.RequestProgress;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.results.Results.Counts;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.RequestTopic;
import dev.ganglion.cli.stack.Stack;
import dev.ganglion.events.ActivationRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
        })
final class DemoCommand implements Callable<Integer> {

    private static final String MODEL = "ganglion-demo";

    @Option(names = "--exit", description = "stop everything when the last neuron is scored")
    private boolean exit;

    @Option(names = "--json", description = "print the outcome as one JSON object on standard output, and nothing else")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Installation installation = Installation.find();
        DemoModelConfig model = DemoModelConfig.read(installation.demoModel());
        Phases phases = new Phases(System::nanoTime);
        try (Stack stack = Stack.startForDemo(installation, Terminal::say)) {
            phases.end("start");
            ActivationRequest request = Requests.of(
                    MODEL,
                    installation.demoModel().toRealPath(),
                    installation.demoCorpus().toRealPath(),
                    null,
                    null);
            RequestTopic.send(stack.bootstrap(), request);
            Terminal.say("Recording, explaining, simulating and scoring " + model.neurons() + " neurons …");
            Results results = new Results(stack.viewer());
            Counts counts;
            try (Bars bars = new Bars(Terminal.interactive(), Terminal::say)) {
                counts = new ChainWatch(
                                results,
                                new RequestProgress(stack.activationService()),
                                request.id().toString(),
                                MODEL,
                                model.neurons(),
                                phases)
                        .untilDone(bars);
            }
            DemoOutcome outcome = DemoOutcome.of(model, counts, results, MODEL, phases, stack.viewer());
            System.out.println(json ? outcome.json() : outcome.text());
            System.out.flush();
            if (!exit) {
                Terminal.say("Look: " + stack.viewer() + "   (Ctrl-C stops everything)");
                stack.awaitEnd();
            }
        }
        return 0;
    }
}
