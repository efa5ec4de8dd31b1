package dev.ganglion.subject.collation;

/**
 * The sums of one neuron after the other. Sums of one token stand together, of all neurons, so that reading those of one
 * neuron fetches as much memory as reading those of the {@value #NEIGHBOURS} that share it: these are read together, and
 * given out one by one. Takes {@value #NEIGHBOURS} × 8 bytes for each token. For one thread.
 */
final class NeighbourSums {

    /** Doubles that are fetched together. */
    private static final int NEIGHBOURS = 8;

    private final TokenSums sums;
    private final int neurons;
    private final double[][] block; // [neighbours][slots]
    private int first = -NEIGHBOURS;

    /**
     * @param sums to which nothing is added any more
     * @param neurons how many there are
     * @param slots how many tokens
     */
    NeighbourSums(TokenSums sums, int neurons, int slots) {
        this.sums = sums;
        this.neurons = neurons;
        this.block = new double[Math.min(NEIGHBOURS, neurons)][slots];
    }

    /** Of a neuron: [slots], until the next call. */
    double[] of(int neuron) {
        int begin = neuron - neuron % NEIGHBOURS;
        if (begin != first) {
            sums.copy(begin, Math.min(NEIGHBOURS, neurons - begin), block);
            first = begin;
        }
        return block[neuron - begin];
    }
}
