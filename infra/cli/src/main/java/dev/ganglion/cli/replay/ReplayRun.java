package dev.ganglion.cli.replay;

import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackEnvironment;
import dev.ganglion.cli.terminal.ExitCode;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Watches the processes of one replay until its end. Whatever ends it early leaves a replay that can be gone on with, and
 * that command is printed.
 */
public final class ReplayRun {

    private static final Duration POLL = Duration.ofMillis(300);
    /** How long the others have to see the end that one has seen. */
    private static final Duration LAST_ONES = Duration.ofSeconds(60);

    private final Installation installation;
    private final ReplayBudget budget;
    private final String id;
    private final String goOn;
    private final Instant begin = Instant.now();
    private final Set<String> said = new HashSet<>();
    private ReplayState state;
    private Instant firstEnd;
    private volatile boolean interrupted;

    /**
     * @param goOn the command that goes on with this replay
     */
    ReplayRun(Installation installation, ReplayBudget budget, String id, String goOn) {
        this.installation = installation;
        this.budget = budget;
        this.id = id;
        this.goOn = goOn;
    }

    /**
     * How it ended.
     *
     * @param code 0 at its end, 3 if its budget is spent, else what a process exited with
     * @param state the last that was seen; null if nothing was
     * @param spent what the recipe has spent in all, when last seen; null if it asks no model, or its price is unknown
     */
    public record Outcome(String id, int code, ReplayState state, Double spent, double seconds) {}

    /** Returns when nothing of it runs any more. */
    Outcome untilDone(Replicas replicas) throws InterruptedException {
        Thread hook = new Thread(() -> interrupted(replicas), "stop-replay");
        Runtime.getRuntime().addShutdownHook(hook);
        try (replicas;
                Bars bars = new Bars(Terminal.interactive(), Terminal::say)) {
            boolean budgetSpent = false;
            while (replicas.running() > 0 && !budgetSpent) {
                requireTheBroker();
                replicas.look().ifPresent(seen -> show(bars, seen));
                budgetSpent = budget.isSpent(replicas);
                sayWhoFailed(replicas);
                stopTheLast(replicas);
                Thread.sleep(POLL.toMillis());
            }
            if (interrupted) {
                // This process ends as soon as the replicas have.
                Thread.sleep(Long.MAX_VALUE);
            }
            if (replicas.isDone() && state != null) {
                bars.update("replay", "records", state.records(), state.records());
            }
            return outcome(replicas, budgetSpent);
        } finally {
            keepFromExit(hook);
        }
    }

    private void show(Bars bars, ReplayState seen) {
        state = seen;
        bars.update("replay", "records", seen.done(), seen.records());
        String note = seen.selected() + " worked on here";
        Double spent = budget.spent();
        bars.note("replay", spent == null ? note : note + ", recipe " + Dollars.text(spent) + " in all");
        if (seen.problem() != null && said.add(seen.problem())) {
            Terminal.say(Terminal.plain(id + " waits: " + seen.problem()));
        }
    }

    private void requireTheBroker() {
        if (!StackEnvironment.isBrokerUp(installation)) {
            throw Refusal.failed("the broker was stopped, and the replay with it: start it with infra/ganglion up, and"
                    + " go on with\n  " + goOn);
        }
    }

    private void sayWhoFailed(Replicas replicas) {
        for (Replicas.Ended ended : replicas.ended()) {
            if (ended.code() != 0 && replicas.running() > 0 && said.add(ended.title())) {
                Terminal.say(ended.title() + " ended with code " + ended.code() + "; the others go on; its log is "
                        + ended.log());
            }
        }
    }

    private void stopTheLast(Replicas replicas) {
        if (replicas.isDone()) {
            firstEnd = firstEnd == null ? Instant.now() : firstEnd;
            if (Duration.between(firstEnd, Instant.now()).compareTo(LAST_ONES) > 0) {
                replicas.close();
            }
        }
    }

    private Outcome outcome(Replicas replicas, boolean budgetSpent) {
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        int code = 0;
        if (budgetSpent) {
            code = ExitCode.BUDGET_SPENT;
            Terminal.say("The budget is spent. Go on with more, in all:\n  " + goOn + " --budget DOLLARS");
        } else if (!replicas.isDone()) {
            code = replicas.failure().orElse(1);
            Replicas.Ended failed = replicas.ended().stream()
                    .filter(one -> one.code() != 0)
                    .findFirst()
                    .orElseThrow();
            Terminal.say("ganglion: " + sentence(failed));
            if (failed.code() != 2) {
                Terminal.say("Its log is " + failed.log() + "; go on with\n  " + goOn);
            }
        }
        return new Outcome(id, code, state, budget.spent(), seconds);
    }

    private static String sentence(Replicas.Ended failed) {
        String words = Terminal.plain(Replicas.lastWords(failed));
        return failed.code() == 2 && !words.isEmpty()
                ? words
                : failed.title() + " ended with code " + failed.code() + (words.isEmpty() ? "" : ": " + words);
    }

    private void interrupted(Replicas replicas) {
        interrupted = true;
        replicas.close();
        Terminal.say("Stopped. Go on with\n  " + goOn);
    }

    private static void keepFromExit(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs.
        }
    }
}
