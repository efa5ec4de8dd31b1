package dev.ganglion.subject.collation;

import java.util.OptionalDouble;

/**
 * Sums of the first four powers of a layer's activations, of each neuron.
 *
 * <p>They are powers of the distance from a value near the neuron's mean: central moments do not depend on it, and the
 * small variance of a neuron far from 0 is not lost in rounding. Different orders of arrival give the same but for the
 * last digits.
 */
final class PowerSums {

    private final double[] origin; // [neurons], as all of these
    private final double[] first;
    private final double[] second;
    private final double[] third;
    private final double[] fourth;
    private long count;

    PowerSums(int neurons) {
        origin = new double[neurons];
        first = new double[neurons];
        second = new double[neurons];
        third = new double[neurons];
        fourth = new double[neurons];
    }

    /** Sets the origins to the neurons' means over some positions; before anything is added. */
    void startAt(float[] activations, int offset, int positions) {
        for (int position = 0; position < positions; position++) {
            for (int neuron = 0; neuron < origin.length; neuron++) {
                origin[neuron] += activations[offset + position * origin.length + neuron];
            }
        }
        for (int neuron = 0; neuron < origin.length; neuron++) {
            origin[neuron] /= positions;
        }
    }

    /** What the distances are from [neurons]. Not to be changed. */
    double[] origin() {
        return origin;
    }

    /**
     * Adds sums of the first four powers of distances from the origin, of some neighbouring neurons. {@link #counted} says of
     * how many positions they were. Different neurons may be added to by different threads.
     *
     * @param start the first of the neurons
     */
    void add(int start, double[] firsts, double[] seconds, double[] thirds, double[] fourths) {
        for (int i = 0; i < firsts.length; i++) {
            first[start + i] += firsts[i];
            second[start + i] += seconds[i];
            third[start + i] += thirds[i];
            fourth[start + i] += fourths[i];
        }
    }

    /** A neuron whose sums are no finite numbers, or -1. */
    int notFinite() {
        for (int neuron = 0; neuron < fourth.length; neuron++) {
            if (!Double.isFinite(fourth[neuron])) {
                return neuron;
            }
        }
        return -1;
    }

    void counted(long positions) {
        count += positions;
    }

    /** Of a neuron, over all that was counted. */
    double mean(int neuron) {
        return origin[neuron] + first[neuron] / count;
    }

    long count() {
        return count;
    }

    NeuronStatistics statistics(int neuron, float maximum) {
        double distance = first[neuron] / count;
        double mean = origin[neuron] + distance;
        double m2 = second[neuron] / count;
        double m3 = third[neuron] / count;
        double m4 = fourth[neuron] / count;
        double variance = Math.max(0, m2 - distance * distance);
        if (variance == 0) {
            return new NeuronStatistics(count, maximum, mean, 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double square = distance * distance;
        double skewness = (m3 - 3 * distance * m2 + 2 * distance * square) / (variance * Math.sqrt(variance));
        double kurtosis = (m4 - 4 * distance * m3 + 6 * square * m2 - 3 * square * square) / (variance * variance);
        return new NeuronStatistics(
                count, maximum, mean, variance, OptionalDouble.of(skewness), OptionalDouble.of(kurtosis));
    }
}
