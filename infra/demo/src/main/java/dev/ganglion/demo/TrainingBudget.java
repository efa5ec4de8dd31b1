package dev.ganglion.demo;

import java.time.Duration;

/** How long to train. */
@FunctionalInterface
interface TrainingBudget {

    /** The part that is used up: 0 at the start, 1 or more when it is time to stop. */
    double spent(int steps, Duration elapsed);

    static TrainingBudget ofSteps(int steps) {
        if (steps < 1) {
            throw new UnusableInput("--steps must be 1 or more, not " + steps + ".");
        }
        return (done, elapsed) -> (double) done / steps;
    }

    static TrainingBudget ofTime(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new UnusableInput("--minutes must be above 0.");
        }
        return (done, elapsed) -> (double) elapsed.toMillis() / time.toMillis();
    }
}
