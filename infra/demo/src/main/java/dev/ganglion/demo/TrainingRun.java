package dev.ganglion.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Trains until the budget is spent. */
final class TrainingRun {

    /** How much of the moving average one batch's loss replaces. */
    private static final double FORGETTING = 0.02;

    private static final long POINT_EVERY_STEPS = 100;

    private final Gpt2Trainer trainer;
    private final WindowSampler sampler;
    private final LearningRate rate;
    private final TrainingBudget budget;

    TrainingRun(Gpt2Trainer trainer, WindowSampler sampler, LearningRate rate, TrainingBudget budget) {
        this.trainer = trainer;
        this.sampler = sampler;
        this.rate = rate;
        this.budget = budget;
    }

    /**
     * @param listener called on this thread after every step
     * @throws UnusableInput if the loss is no longer a number
     */
    State run(Listener listener) {
        long start = System.nanoTime();
        List<Point> curve = new ArrayList<>();
        State state = new State(0, 0, Duration.ZERO, 0, Double.NaN, curve);
        while (state.progress < 1) {
            TokenBatch batch = sampler.next();
            double loss = trainer.step(batch, rate.at(state.steps, state.progress));
            if (!Double.isFinite(loss)) {
                throw new UnusableInput("The loss is " + loss + " at step " + (state.steps + 1)
                        + ": train again with a lower --learning-rate.");
            }
            state = state.after(batch, loss, Duration.ofNanos(System.nanoTime() - start), budget);
            if (state.steps % POINT_EVERY_STEPS == 0 || state.progress >= 1) {
                curve.add(new Point(state.steps, state.loss));
            }
            listener.stepped(state);
        }
        return state;
    }

    interface Listener {
        void stepped(State state);
    }

    /** The training loss (a moving average, nats per token) after some steps. */
    record Point(int step, double loss) {}

    /**
     * @param progress the part of the budget that is spent
     * @param loss moving average of the batches' losses, nats per token
     */
    record State(int steps, long tokens, Duration elapsed, double progress, double loss, List<Point> curve) {

        private State after(TokenBatch batch, double batchLoss, Duration now, TrainingBudget budget) {
            int done = steps + 1;
            // A plain mean at first, so that the first batches do not weigh for ever.
            double weight = Math.max(FORGETTING, 1.0 / done);
            double average = steps == 0 ? batchLoss : loss + weight * (batchLoss - loss);
            return new State(done, tokens + batch.inputs().length, now, budget.spent(done, now), average, curve);
        }

        double tokensPerSecond() {
            return tokens / Math.max(1e-3, elapsed.toNanos() / 1e9);
        }

        Duration left() {
            return Duration.ofMillis((long) (elapsed.toMillis() * Math.max(0, 1 - progress) / progress));
        }
    }
}
