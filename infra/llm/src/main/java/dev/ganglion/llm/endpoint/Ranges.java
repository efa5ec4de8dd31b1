package dev.ganglion.llm.endpoint;

import java.util.Arrays;

/** Where values lie in a body: offsets in bytes, the end exclusive. A value that is not there is empty. */
final class Ranges {

    private int[] from = new int[64];
    private int[] to = new int[64];
    private int size;

    int size() {
        return size;
    }

    int from(int index) {
        return from[index];
    }

    int length(int index) {
        return to[index] - from[index];
    }

    void add(int begin, int end) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
        }
        from[size] = begin;
        to[size++] = end;
    }
}
