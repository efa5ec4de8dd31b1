package dev.ganglion.cli.rebuilding;

import dev.ganglion.cli.llm.ServiceJar;
import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.stack.GroupLag.UnknownLagException;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.stack.StackEnvironment;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.stack.StoppedScorer;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops the results database and has it made again from the topics. */
@Command(
        name = "rebuild",
        description = {
            "Drops the results database and makes it again from the topics, from their first records on. Ends when all are"
                    + " read, and says whether the content is the same.",
            "The topics, the ledger and the replays are not touched. The scorer-service stops for some seconds; while it reads,"
                    + " the viewer shows what is there already. What was forgotten comes back."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion rebuild",
            "  infra/ganglion rebuild --yes --json",
            "",
            "Exit code 1 if the content is another, though nothing new has come. On Kubernetes: see the README of"
                    + " scorer-service."
        })
public final class RebuildCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(300);
    /** A stopped process leaves its group at once; a killed one does when its time is up. */
    private static final int TRIES = 8;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    @Option(names = "--yes", description = "without asking")
    private boolean yes;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.find();
        StackFile stack = StackFile.running(installation);
        try (ProjectionLag lag = new ProjectionLag(stack.bootstrap())) {
            long waitingFirst = lag.records();
            Content before = Content.of(stack.viewer());
            // What is read meanwhile may or may not be in it.
            long waiting = Math.max(waitingFirst, lag.records());
            long all = lag.all();
            Terminal.say(String.format(
                    Locale.ROOT,
                    "The results database has %,d rows, checksum %s; on the topics are %,d records.",
                    before.rows(),
                    before.checksum(),
                    all));
            if (!mayBegin()) {
                return 0;
            }
            Instant begin = Instant.now();
            StoppedScorer.during(installation, () -> empty(installation, stack));
            follow(lag);
            Content after = Content.of(stack.viewer());
            long arrived = lag.all() - all;
            String took = Terminal.duration(Duration.between(begin, Instant.now()));
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    json
                            ? RebuildText.json(before, after, waiting, arrived)
                            : RebuildText.done(before, after, waiting, arrived, took));
            out.flush();
            boolean same = before.checksum().equals(after.checksum());
            return same || waiting > 0 || arrived > 0 ? 0 : CommandLine.ExitCode.SOFTWARE;
        } catch (IOException e) {
            throw Refusal.failed("the scorer-service has no checksum: " + e.getMessage(), e);
        } catch (UnknownLagException e) {
            throw Refusal.failed(e.getMessage(), e);
        }
    }

    private boolean mayBegin() throws IOException {
        if (yes) {
            return true;
        }
        if (!Terminal.canAsk()) {
            throw Refusal.badInput("this drops the results database; there is no terminal to ask on: add --yes");
        }
        return Terminal.confirm("Drop it, and make it again from the topics?");
    }

    private static void empty(Installation installation, StackFile stack) throws InterruptedException {
        ServiceJar jar = new ServiceJar(
                installation,
                ServiceProgram.SCORER,
                new StackEnvironment(installation, stack).of(ServiceProgram.SCORER, null));
        for (int left = TRIES - 1; ; left--) {
            try {
                jar.run(ServiceJar.nothing(), List.of("rebuild"));
                return;
            } catch (Refusal refused) {
                if (left == 0 || refused.exitCode() != CommandLine.ExitCode.USAGE) {
                    throw refused;
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }

    /** Returns when all is read. */
    private static void follow(ProjectionLag lag) throws InterruptedException, UnknownLagException {
        try (Bars bars = new Bars(Terminal.interactive(), Terminal::say)) {
            while (true) {
                long before = lag.records();
                long all = lag.all();
                bars.update("Projection", "records", all - before, all);
                if (before == 0) {
                    return;
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }
}
