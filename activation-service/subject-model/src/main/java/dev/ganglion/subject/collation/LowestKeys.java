package dev.ganglion.subject.collation;

import java.util.Arrays;

/** The lowest of any number of keys. Holds twice as many, and sorts only when it is full. */
final class LowestKeys {

    private final int limit;
    private final long[] keys;
    private int size;
    private long bound = Long.MAX_VALUE;

    LowestKeys(int limit) {
        this.limit = limit;
        this.keys = new long[Math.max(1, 2 * limit)];
    }

    void clear() {
        size = 0;
        bound = Long.MAX_VALUE;
    }

    void add(long key) {
        if (key >= bound) {
            return;
        }
        keys[size++] = key;
        if (size == keys.length) {
            cut();
        }
    }

    /** In ascending order. */
    long[] sorted() {
        cut();
        return Arrays.copyOf(keys, size);
    }

    private void cut() {
        Arrays.sort(keys, 0, size);
        if (size >= limit) {
            size = limit;
            bound = limit == 0 ? Long.MIN_VALUE : keys[limit - 1];
        }
    }
}
