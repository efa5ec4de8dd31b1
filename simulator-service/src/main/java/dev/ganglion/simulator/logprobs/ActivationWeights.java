package dev.ganglion.simulator.logprobs;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How likely a language model finds each activation, 0 to 10, at one place: the expected value is over these alone,
 * renormalised (paper, "Step 2: simulate"). Whatever else it might have written there does not count.
 */
final class ActivationWeights {

    private static final int MOST = 10;

    /** Natural logarithms [activations]; negative infinity for what is not among the alternatives. */
    private final double[] logs = new double[MOST + 1];

    private ActivationWeights() {
        Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    }

    /**
     * Reads the alternatives of the token at which an activation begins. One counts if it is exactly {@code before}, then
     * {@code 0} to {@code 10} without sign, space or leading zero, and then nothing or a line break with whatever follows
     * it. So {@code " 1"} and {@code "11"} are no activations.
     *
     * @param alternatives natural logarithms of probabilities
     * @param before the text that the token has before the activation: empty, unless the tokenizer folds it in
     */
    static ActivationWeights of(Map<String, Double> alternatives, String before) {
        ActivationWeights weights = new ActivationWeights();
        alternatives.forEach((alternative, log) -> {
            int activation = alternative.startsWith(before) ? activation(alternative, before.length()) : -1;
            if (activation >= 0) {
                weights.logs[activation] = added(weights.logs[activation], log);
            }
        });
        return weights;
    }

    /**
     * Gives 10 its share of 1, where the tokenizer writes 10 as 1 and 0.
     *
     * @param next the alternatives after the 1
     */
    ActivationWeights withTenAfterOne(Map<String, Double> next) {
        double zero = 0;
        for (Map.Entry<String, Double> alternative : next.entrySet()) {
            if (activation(alternative.getKey(), 0) == 0) {
                zero += Math.exp(alternative.getValue());
            }
        }
        if (zero > 0) {
            double one = logs[1];
            double share = Math.min(1, zero);
            logs[MOST] = added(logs[MOST], one + Math.log(share));
            logs[1] = one + Math.log1p(-share);
        }
        return this;
    }

    /** Σ activation · probability / Σ probability, 0 to 10; empty if no activation is among the alternatives. */
    OptionalDouble expected() {
        double most = Arrays.stream(logs).max().orElseThrow();
        if (most == Double.NEGATIVE_INFINITY) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        double weighted = 0;
        for (int activation = 0; activation <= MOST; activation++) {
            // Against the largest, so that probabilities too small for a double still count among themselves.
            double weight = Math.exp(logs[activation] - most);
            sum += weight;
            weighted += activation * weight;
        }
        return OptionalDouble.of(Math.min(MOST, weighted / sum));
    }

    /** The activation that is written from this index on, up to the end or a line break; −1 if it is none. */
    private static int activation(String text, int from) {
        int lineBreak = text.indexOf('\n', from);
        int end = lineBreak < 0 ? text.length() : lineBreak;
        if (end - from == 1) {
            char digit = text.charAt(from);
            return digit >= '0' && digit <= '9' ? digit - '0' : -1;
        }
        return end - from == 2 && text.startsWith("10", from) ? MOST : -1;
    }

    private static double added(double log, double other) {
        double larger = Math.max(log, other);
        return larger == Double.NEGATIVE_INFINITY
                ? larger
                : larger + Math.log(Math.exp(log - larger) + Math.exp(other - larger));
    }
}
