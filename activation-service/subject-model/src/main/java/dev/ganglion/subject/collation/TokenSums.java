package dev.ganglion.subject.collation;

/** Of each token in a table, the sum of each neuron's activations on it. Rows are made when a token first occurs. */
final class TokenSums {

    private final int neurons;
    private final double[][] rows; // [slots][neurons]

    TokenSums(int neurons, TableTokens tokens) {
        this.neurons = neurons;
        this.rows = new double[tokens.size()][];
    }

    /** Makes the row of a token that occurs. */
    void occurs(int slot) {
        if (rows[slot] == null) {
            rows[slot] = new double[neurons];
        }
    }

    /** The sums [neurons] of a token that occurs, to be added to. Different neurons may be added to by different threads. */
    double[] row(int slot) {
        return rows[slot];
    }

    /**
     * Copies the sums of neighbouring neurons: 0 for a token that has not occurred.
     *
     * @param into [count or more][slots]
     */
    void copy(int first, int count, double[][] into) {
        for (int slot = 0; slot < rows.length; slot++) {
            double[] row = rows[slot];
            for (int i = 0; i < count; i++) {
                into[i][slot] = row == null ? 0 : row[first + i];
            }
        }
    }

    /** 0 for a token that has not occurred. */
    double sum(int slot, int neuron) {
        double[] row = rows[slot];
        return row == null ? 0 : row[neuron];
    }
}
