package dev.ganglion.subject.collation;

/** Per token that occurs, the sum of each neuron's activations on it. Rows are made when a token first occurs. */
final class TokenSums {

    private final int neurons;
    private final double[][] rows; // [vocabulary][neurons]

    /** @param tokenBound above every token id */
    TokenSums(int neurons, int tokenBound) {
        this.neurons = neurons;
        this.rows = new double[tokenBound][];
    }

    /** The token's sums [neurons], to be added to. */
    double[] row(int token) {
        if (rows[token] == null) {
            rows[token] = new double[neurons];
        }
        return rows[token];
    }

    /** 0 for a token that has not occurred. */
    double sum(int token, int neuron) {
        double[] row = rows[token];
        return row == null ? 0 : row[neuron];
    }
}
