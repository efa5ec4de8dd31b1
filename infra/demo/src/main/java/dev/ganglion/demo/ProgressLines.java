package dev.ganglion.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says how training goes: after the first step, then every ten seconds. */
final class ProgressLines implements TrainingRun.Listener {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PrintWriter out;
    private Duration next = Duration.ZERO;

    ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void stepped(TrainingRun.State state) {
        if (state.elapsed().compareTo(next) < 0 && state.progress() < 1) {
            return;
        }
        next = state.elapsed().plus(INTERVAL);
        out.printf(
                Locale.ROOT,
                "step %,d  %.2f M tokens  loss %.3f  %,.0f tokens/s  %s left%n",
                state.steps(),
                state.tokens() / 1e6,
                state.loss(),
                state.tokensPerSecond(),
                minutes(state.left()));
        out.flush();
    }

    private static String minutes(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
