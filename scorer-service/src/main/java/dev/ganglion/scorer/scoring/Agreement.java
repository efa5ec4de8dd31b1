package dev.ganglion.scorer.scoring;

import dev.ganglion.events.Score;

/**
 * Actual and simulated activations side by side, and three measures of how well they agree. The measures are those of the
 * reference implementation of "Language models can explain neurons in language models" (2023); where it gives NaN, an
 * infinity or 0 for lack of variation, these are undefined and say why.
 *
 * <p>Values are floats of any finite size, sums are doubles over differences from the mean (two passes), so nothing
 * overflows and little cancels.
 */
final class Agreement {

    private final double[] actual; // [tokens]
    private final double[] simulated; // [tokens]

    /**
     * @param actual finite, one for each token
     * @param simulated finite, one for each token
     */
    Agreement(double[] actual, double[] simulated) {
        if (actual.length != simulated.length || actual.length == 0) {
            throw new IllegalArgumentException(
                    actual.length + " actual and " + simulated.length + " simulated activations cannot be compared");
        }
        this.actual = actual;
        this.simulated = simulated;
    }

    /**
     * Pearson's correlation, −1 to 1: the paper's score. It asks whether the simulation rises and falls with the neuron,
     * whatever its unit.
     */
    Score correlation() {
        if (isConstant(actual)) {
            return Score.undefined(Undefined.CONSTANT_ACTUAL);
        }
        if (isConstant(simulated)) {
            return Score.undefined(Undefined.CONSTANT_SIMULATED);
        }
        double meanActual = mean(actual);
        double meanSimulated = mean(simulated);
        double squaresActual = 0;
        double squaresSimulated = 0;
        double products = 0;
        for (int i = 0; i < actual.length; i++) {
            double a = actual[i] - meanActual;
            double s = simulated[i] - meanSimulated;
            squaresActual += a * a;
            squaresSimulated += s * s;
            products += a * s;
        }
        // Divided one after the other: the product of two tiny sums would be 0.
        double correlation = products / Math.sqrt(squaresActual) / Math.sqrt(squaresSimulated);
        return Score.of(Math.max(-1, Math.min(1, correlation)));
    }

    /**
     * 1 − mean((actual − simulated)²) / mean(actual²), at most 1. Uncentred, as in the reference: the baseline of 0 is a
     * simulation that is 0 everywhere, not one that knows the mean. In the simulation's unit as it is.
     */
    Score rSquared() {
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = actual[i] - simulated[i];
            errors += error * error;
            squares += actual[i] * actual[i];
        }
        return explained(errors, squares);
    }

    /** 1 − mean|actual − simulated| / mean|actual|, at most 1. In the simulation's unit as it is. */
    Score absoluteDeviationExplained() {
        double errors = 0;
        double deviations = 0;
        for (int i = 0; i < actual.length; i++) {
            errors += Math.abs(actual[i] - simulated[i]);
            deviations += Math.abs(actual[i]);
        }
        return explained(errors, deviations);
    }

    private static Score explained(double errors, double whole) {
        return whole == 0 ? Score.undefined(Undefined.ALL_ACTUAL_ZERO) : Score.of(1 - errors / whole);
    }

    /** Compared value by value: a variance of computed differences is not exactly 0 for constants. */
    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
