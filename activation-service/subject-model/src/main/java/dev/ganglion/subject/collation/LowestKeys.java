package dev.ganglion.subject.collation;

import java.util.Arrays;

/** The lowest of any number of keys, which are all different. Holds twice as many, and parts with the rest when full. */
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
        Arrays.sort(keys, 0, size);
        return Arrays.copyOf(keys, size);
    }

    private void cut() {
        if (size < limit) {
            return;
        }
        if (limit == 0) {
            size = 0;
            bound = Long.MIN_VALUE;
            return;
        }
        selectLowest();
        size = limit;
        bound = keys[limit - 1];
    }

    /** Hoare's quickselect: brings the lowest keys to the front, the highest of them last. */
    private void selectLowest() {
        int from = 0;
        int to = size - 1;
        while (from < to) {
            long pivot = keys[(from + to) >>> 1];
            int left = from;
            int right = to;
            while (left <= right) {
                while (keys[left] < pivot) {
                    left++;
                }
                while (keys[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long swapped = keys[left];
                    keys[left++] = keys[right];
                    keys[right--] = swapped;
                }
            }
            if (limit - 1 <= right) {
                to = right;
            } else if (limit - 1 >= left) {
                from = left;
            } else {
                return;
            }
        }
    }
}
