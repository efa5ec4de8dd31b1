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

    /**
     * Adds one position of some neurons. {@link #counted} says how many positions were added.
     *
     * @param values activations [to - from] of those neurons
     */
    void add(double[] values, int from, int to) {
        for (int neuron = from, i = 0; neuron < to; neuron++, i++) {
            double x = values[i] - origin[neuron];
            double square = x * x;
            first[neuron] += x;
            second[neuron] += square;
            third[neuron] += square * x;
            fourth[neuron] += square * square;
        }
    }

    void counted(long positions) {
        count += positions;
    }

    long count() {
        return count;
    }

    /** Those of one neuron. */
    NeuronSums of(int neuron) {
        return new NeuronSums(count, origin[neuron], first[neuron], second[neuron], third[neuron], fourth[neuron]);
    }
}
