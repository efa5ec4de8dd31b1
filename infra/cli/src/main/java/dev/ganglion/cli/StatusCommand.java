package dev.ganglion.cli;

import dev.ganglion.cli.llm.LlmStatus;
import dev.ganglion.cli.results.RequestProgress;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.RunningProcess;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What runs, how far it is, what failed. */
@Command(
        name = "status",
        description =
                "Says what runs, how far the requests are, how many results there are, what the language models cost"
                        + " and what failed.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  infra/ganglion status", "", "Exit code 1 if something that should run does not."})
final class StatusCommand implements Callable<Integer> {

    private static final int DEAD_LETTERS_SHOWN = 5;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<StackFile> stack = StackFile.read(Installation.find());
        if (stack.isEmpty()) {
            out.println("Nothing is running: start it with infra/ganglion up, or see infra/ganglion demo.");
            return 0;
        }
        boolean allRun = processes(stack.get(), out);
        requests(stack.get(), out);
        results(stack.get(), out);
        out.flush();
        return allRun ? 0 : 1;
    }

    private static boolean processes(StackFile stack, PrintWriter out) throws InterruptedException {
        LlmStatus llm = new LlmStatus(stack);
        int width = stack.processes().stream()
                .mapToInt(process -> process.title().length())
                .max()
                .orElse(1);
        out.println("Started by infra/ganglion " + stack.startedBy());
        boolean allRun = true;
        for (RunningProcess process : stack.processes()) {
            boolean runs = process.handle().isPresent();
            allRun &= runs;
            out.printf(
                    "  %-" + width + "s %-8s port %-6d pid %d%n",
                    process.title(),
                    runs ? "running" : "STOPPED",
                    process.port(),
                    process.pid());
            llm.lines(process).forEach(line -> out.println("    " + line));
        }
        if (!allRun) {
            out.println("  infra/ganglion up starts what has stopped.");
        }
        return allRun;
    }

    private static void requests(StackFile stack, PrintWriter out) throws InterruptedException {
        Optional<String> address = stack.addressOf(ServiceProgram.ACTIVATION.title());
        if (address.isEmpty()) {
            return;
        }
        RequestProgress requests = new RequestProgress(address.get());
        for (RequestProgress.Request request : requests.all()) {
            String where =
                    switch (request.state()) {
                        case "running" ->
                            request.download() != null
                                    ? "downloading the model: " + Terminal.plain(request.download())
                                    : String.format(
                                            "%s, excerpt %d of %d, %d of %d neurons published",
                                            request.phase(),
                                            request.excerpts(),
                                            request.totalExcerpts(),
                                            request.published(),
                                            request.neurons());
                        case "refused" -> "refused: " + Terminal.plain(String.valueOf(request.problem()));
                        case "done" -> "done, " + request.published() + " neurons published";
                        default -> request.state();
                    };
            String shard = request.shards() > 1
                    ? String.format(", shard %d of %d", request.shard() + 1, request.shards())
                    : "";
            out.printf("Request for %s%s: %s%n", request.model(), shard, where);
        }
        long waiting = requests.waitingForShards();
        if (waiting > 0) {
            out.printf("%d neurons wait for shards that are not recorded yet%n", waiting);
        }
    }

    private static void results(StackFile stack, PrintWriter out) throws InterruptedException {
        if (stack.viewer() == null) {
            return;
        }
        Results results = new Results(stack.viewer());
        try {
            Results.Counts counts = results.counts();
            out.printf(
                    "%d neurons recorded, %d explanations, %d simulations, %d scores (%d undefined), %d judged, %d"
                            + " dead letters%n",
                    counts.neurons(),
                    counts.explanations(),
                    counts.simulations(),
                    counts.scores(),
                    counts.scores() - counts.definedScores(),
                    counts.judgements(),
                    counts.deadLetters());
            for (Results.DeadLetter letter : results.deadLetters(DEAD_LETTERS_SHOWN)) {
                out.printf("  %s: %s%n", letter.topic(), Terminal.plain(String.valueOf(letter.reason())));
            }
            out.println("Look: " + stack.viewer());
        } catch (IOException e) {
            out.println("The scorer-service does not answer: " + stack.viewer());
        }
    }
}
