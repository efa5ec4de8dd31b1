package dev.ganglion.subject.collation;

import java.util.Arrays;

/** Which rows of a batch's activations are wanted, and where to put them. */
final class RowRequests {

    private final int rowsPerNeuron;
    private long[] requests = new long[1024];
    private int size;

    /** @param rowsPerNeuron how many rows each neuron has: row r is of neuron r / rowsPerNeuron */
    RowRequests(int rowsPerNeuron) {
        this.rowsPerNeuron = rowsPerNeuron;
    }

    /**
     * @param excerpt in the batch
     * @param row to be filled
     */
    void add(int excerpt, int row) {
        if (size == requests.length) {
            requests = Arrays.copyOf(requests, 2 * size);
        }
        requests[size++] = (long) excerpt << 32 | row;
    }

    synchronized void addAll(RowRequests others) {
        if (size + others.size > requests.length) {
            requests = Arrays.copyOf(requests, Math.max(2 * size, size + others.size));
        }
        System.arraycopy(others.requests, 0, requests, size, others.size);
        size += others.size;
    }

    /** Puts them into the order in which they lie in memory: by excerpt, then by row. */
    void sort() {
        Arrays.sort(requests, 0, size);
    }

    int size() {
        return size;
    }

    int excerpt(int index) {
        return (int) (requests[index] >> 32);
    }

    int row(int index) {
        return (int) requests[index];
    }

    int neuron(int index) {
        return row(index) / rowsPerNeuron;
    }
}
