package dev.ganglion.cli.demo;

import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.llm.LlmApi;
import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.results.Results.Counts;
import dev.ganglion.cli.stack.GroupLag;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Watches an explainer and a simulator that ask a model until they have been through their topics, or until there is no
 * money left for more. It goes by the consumer groups and not by counts: a neuron may get several explanations, or none.
 */
final class LlmWatch {

    private static final Duration POLL = Duration.ofMillis(250);
    /** Longer than the longest call with its retries. */
    private static final Duration STANDSTILL = Duration.ofMinutes(5);
    /** What a call that has just ended still publishes is on its topic by then. */
    private static final int SETTLED_POLLS = 8;

    private static final List<String> PROJECTED =
            List.of(Topics.EXPLANATIONS, Topics.SIMULATIONS, Topics.SCORES, Topics.EXPLAINER_DLQ, Topics.SIMULATOR_DLQ);

    private final Results results;
    private final GroupLag lag;
    private final LlmApi explainer;
    private final LlmApi simulator;
    private final String model;
    private final long neurons;
    private final Consumer<String> notices;
    private String saidOfExplainer;
    private String saidOfSimulator;
    private Object lastSeen;
    private Instant changedAt = Instant.now();
    private int settled;

    /**
     * @param model whose neurons they are
     * @param neurons how many are to be explained
     */
    LlmWatch(
            Results results,
            GroupLag lag,
            LlmApi explainer,
            LlmApi simulator,
            String model,
            long neurons,
            Consumer<String> notices) {
        this.results = results;
        this.lag = lag;
        this.explainer = explainer;
        this.simulator = simulator;
        this.model = model;
        this.neurons = neurons;
        this.notices = notices;
    }

    /**
     * What there was to see at one time.
     *
     * @param costs of all recipes
     */
    record Seen(
            LlmApi.Running explainer,
            LlmApi.Running simulator,
            LlmApi.State explaining,
            LlmApi.State simulating,
            Counts counts,
            List<LlmApi.Cost> costs) {

        /** Whether one of them has paused for want of money. */
        boolean budgetSpent() {
            return explaining.isBudgetSpent() || simulating.isBudgetSpent();
        }

        /** What a recipe has spent, perhaps billed calls included. */
        double dollars(LlmApi.Running running) {
            return costs.stream()
                    .filter(cost -> cost.recipe().equals(running.recipe().pinned()))
                    .mapToDouble(cost -> cost.spent() == null ? 0 : cost.spent())
                    .sum();
        }
    }

    /** Draws the bars and returns what there is when nothing more will come. */
    Seen untilDone(Bars bars) throws InterruptedException {
        while (true) {
            try {
                Seen seen = look();
                draw(bars, seen);
                sayPauses(seen);
                if (isDone(seen)) {
                    return lookAgain(Instant.now());
                }
                checkThatItMoves(seen);
            } catch (IOException | GroupLag.UnknownLagException e) {
                // A service is on its way back; the supervisor says so.
                checkThatItMoves(null);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** What there is now, and not what was counted before: waits for counts that know the moment, though not for ever. */
    private Seen lookAgain(Instant moment) throws IOException, InterruptedException {
        Seen seen = look();
        while (!seen.counts.knows(moment) && Instant.now().isBefore(moment.plus(STANDSTILL))) {
            Thread.sleep(POLL.toMillis());
            seen = look();
        }
        return seen;
    }

    private Seen look() throws IOException, InterruptedException {
        LlmApi.Running explaining = explainer.recipe();
        LlmApi.Running simulating = simulator.recipe();
        return new Seen(
                explaining,
                simulating,
                state(explainer, explaining),
                state(simulator, simulating),
                results.counts(
                        model, explaining.recipe().pinned(), simulating.recipe().pinned()),
                explainer.costs());
    }

    private static LlmApi.State state(LlmApi api, LlmApi.Running running) throws IOException, InterruptedException {
        return api.state()
                .orElseThrow(() -> Refusal.badInput("recipe " + running.recipe().pinned()
                        + " asks no model, and runs in every demo: name another, or leave out --llm"));
    }

    private void draw(Bars bars, Seen seen) {
        long explanations = Math.max(neurons, seen.counts.explanations());
        bars.update("explanations", "neurons", seen.counts.explanations(), explanations);
        bars.note("explanations", Dollars.text(seen.dollars(seen.explainer)) + " spent");
        bars.update("simulations", "neurons", seen.counts.simulations(), explanations);
        bars.note("simulations", Dollars.text(seen.dollars(seen.simulator)) + " spent");
        bars.update("scores", "neurons", seen.counts.scoredSimulations(), explanations);
    }

    private void sayPauses(Seen seen) {
        saidOfExplainer = sayPause(seen.explaining, saidOfExplainer);
        saidOfSimulator = sayPause(seen.simulating, saidOfSimulator);
    }

    private String sayPause(LlmApi.State state, String said) {
        String reason = state.isPaused() ? state.reason() : null;
        if (reason != null && !reason.equals(said)) {
            notices.accept(Terminal.plain(state.recipe() + ": " + reason));
        }
        return reason;
    }

    /** In the order of the chain: when a stage is through, what it made is on the next one's topic. */
    private boolean isDone(Seen seen) throws InterruptedException, GroupLag.UnknownLagException {
        boolean done = isThrough(seen.explainer, seen.explaining, Topics.NEURON_ACTIVATIONS)
                && isThrough(seen.simulator, seen.simulating, Topics.EXPLANATIONS)
                && lag.of("scorer", Topics.SIMULATIONS) == 0
                && isProjected();
        settled = done ? settled + 1 : 0;
        return done && (!seen.budgetSpent() || settled >= SETTLED_POLLS);
    }

    private boolean isThrough(LlmApi.Running running, LlmApi.State state, String topic)
            throws InterruptedException, GroupLag.UnknownLagException {
        return state.isBudgetSpent() && state.inFlight() == 0 || lag.of(running.group(), topic) == 0;
    }

    private boolean isProjected() throws InterruptedException, GroupLag.UnknownLagException {
        for (String topic : PROJECTED) {
            if (lag.of("projection", topic) > 0) {
                return false;
            }
        }
        return true;
    }

    private void checkThatItMoves(Seen seen) {
        Object now = seen == null
                ? null
                : Arrays.asList(seen.counts.withoutTime(), seen.costs, seen.explaining, seen.simulating);
        if (!Objects.equals(now, lastSeen)) {
            lastSeen = now;
            changedAt = Instant.now();
        } else if (Duration.between(changedAt, Instant.now()).compareTo(STANDSTILL) > 0) {
            String why = saidOfExplainer != null ? saidOfExplainer : saidOfSimulator;
            throw Refusal.failed("nothing has moved for " + Terminal.duration(STANDSTILL)
                    + (why == null ? "" : "; " + Terminal.plain(why))
                    + "; the services' logs are in .ganglion/demo/logs/");
        }
    }
}
