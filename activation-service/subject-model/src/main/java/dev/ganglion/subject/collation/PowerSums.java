package dev.ganglion.subject.collation;

/**
 * Sums of the first four powers of a layer's activations, of each neuron, about the neuron's mean over the first excerpt:
 * see {@link NeuronSums}. Different orders of arrival give the same but for the last digits.
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

    /** Those of one neuron. */
    NeuronSums of(int neuron) {
        return new NeuronSums(count, origin[neuron], first[neuron], second[neuron], third[neuron], fourth[neuron]);
    }
}
