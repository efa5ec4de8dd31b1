package dev.ganglion.cli.stack;

import dev.ganglion.cli.results.JsonHttp;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.local.ChildProcess;
import dev.ganglion.local.LocalPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The scorer-service of this checkout, stopped for as long as something is done to its database, and then started again. */
public final class StoppedScorer {

    private static final String TITLE = ServiceProgram.SCORER.title();
    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final Duration READY = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(200);

    private StoppedScorer() {}

    /** What is done while it is stopped. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    /**
     * Stops it, does the work, and starts it again, also if the work fails. Returns when it is ready.
     *
     * @throws Refusal if it does not run here
     */
    public static void during(Installation installation, Work work) throws InterruptedException {
        StackFile stack = StackFile.running(installation);
        RunningProcess scorer = stack.processes().stream()
                .filter(process -> process.title().equals(TITLE))
                .filter(process -> process.handle().isPresent())
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("the scorer-service does not run: start it with infra/ganglion up"));
        ServiceHold held = ServiceHold.of(installation, TITLE);
        try {
            scorer.handle().ifPresent(handle -> ChildProcess.stop(handle, GRACE));
            work.run();
        } finally {
            held.close();
            if (stack.owner() == null) {
                start(installation, stack, scorer);
            }
        }
        awaitReady(scorer);
    }

    /** A demo does this itself when the service is no longer held. */
    private static void start(Installation installation, StackFile stack, RunningProcess scorer) {
        StackDirectory directory = new StackDirectory(installation.state().resolve("stack"));
        LocalPostgres postgres = LocalPostgres.at(stack.processes().stream()
                .filter(process -> process.title().equals("postgres"))
                .mapToInt(RunningProcess::port)
                .findFirst()
                .orElseThrow());
        ServiceInstance instance = ServiceInstance.baseline().stream()
                .filter(each -> each.title().equals(TITLE))
                .findFirst()
                .orElseThrow();
        ChildProcess started = new ServiceProcesses(
                        installation,
                        directory,
                        stack.bootstrap(),
                        new ServiceProcesses.Database(postgres.reactiveUrl(), postgres.jdbcUrl(), LocalPostgres.USER))
                .start(instance, scorer.port(), 0);
        List<RunningProcess> processes = new ArrayList<>();
        for (RunningProcess process : stack.processes()) {
            processes.add(
                    process.equals(scorer) ? RunningProcess.of(instance, started.handle(), scorer.port()) : process);
        }
        new StackFile(stack.startedBy(), null, stack.bootstrap(), stack.viewer(), processes).write(installation);
    }

    private static void awaitReady(RunningProcess scorer) throws InterruptedException {
        JsonHttp http = new JsonHttp();
        Instant end = Instant.now().plus(READY);
        while (!http.isUp(scorer.address() + "q/health/ready")) {
            if (Instant.now().isAfter(end)) {
                throw Refusal.failed("the scorer-service was not ready again within " + READY.toSeconds()
                        + " s: see infra/ganglion status");
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
