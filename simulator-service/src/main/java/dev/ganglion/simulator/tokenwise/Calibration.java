package dev.ganglion.simulator.tokenwise;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** How simulated activations are brought into the neuron's unit: by what they were on excerpts set apart for that. */
public enum Calibration {
    /** Not at all: 0 to 10 stays 0 to 10. */
    @JsonProperty("none")
    NONE("none") {
        @Override
        Optional<DoubleUnaryOperator> fitted(double[] simulated, double[] actual) {
            return Optional.empty();
        }
    },
    /** The straight line with the least squared error. */
    @JsonProperty("linear")
    LINEAR("linear") {
        @Override
        Optional<DoubleUnaryOperator> fitted(double[] simulated, double[] actual) {
            double meanSimulated = Arrays.stream(simulated).average().orElseThrow();
            double meanActual = Arrays.stream(actual).average().orElseThrow();
            double squares = 0;
            double products = 0;
            for (int i = 0; i < simulated.length; i++) {
                double deviation = simulated[i] - meanSimulated;
                squares += deviation * deviation;
                products += deviation * (actual[i] - meanActual);
            }
            double slope = products / squares;
            return Optional.of(activation -> meanActual + slope * (activation - meanSimulated));
        }
    },
    /**
     * Each simulated activation becomes the actual one of the same rank, with straight lines between and the first and
     * last beyond. Simulated activations that are equal become the mean of what their ranks would give: which of them
     * comes first is no knowledge.
     */
    @JsonProperty("percentile")
    PERCENTILE("percentile") {
        @Override
        Optional<DoubleUnaryOperator> fitted(double[] simulated, double[] actual) {
            double[] from = simulated.clone();
            double[] to = actual.clone();
            Arrays.sort(from);
            Arrays.sort(to);
            int distinct = 0;
            for (int begin = 0; begin < from.length; ) {
                int end = begin;
                double sum = 0;
                while (end < from.length && from[end] == from[begin]) {
                    sum += to[end++];
                }
                from[distinct] = from[begin];
                to[distinct++] = sum / (end - begin);
                begin = end;
            }
            return Optional.of(between(Arrays.copyOf(from, distinct), Arrays.copyOf(to, distinct)));
        }
    };

    private final String text;

    Calibration(String text) {
        this.text = text;
    }

    /** As recipes write it. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * Learns from tokens whose activations are known.
     *
     * @param simulated [tokens]
     * @param actual [tokens]
     * @return from a simulated activation to the neuron's unit; empty for {@link #NONE}, and if the simulated or the actual
     *     activations are fewer than two or do not vary: nothing can be learnt from them
     */
    public Optional<DoubleUnaryOperator> fit(double[] simulated, double[] actual) {
        return varies(simulated) && varies(actual) ? fitted(simulated, actual) : Optional.empty();
    }

    abstract Optional<DoubleUnaryOperator> fitted(double[] simulated, double[] actual);

    private static boolean varies(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value != values[0]);
    }

    /** @param from ascending */
    private static DoubleUnaryOperator between(double[] from, double[] to) {
        return activation -> {
            int found = Arrays.binarySearch(from, activation);
            if (found >= 0) {
                return to[found];
            }
            int above = -found - 1;
            if (above == 0 || above == from.length) {
                return to[Math.max(0, above - 1)];
            }
            double share = (activation - from[above - 1]) / (from[above] - from[above - 1]);
            return to[above - 1] + share * (to[above] - to[above - 1]);
        };
    }
}
