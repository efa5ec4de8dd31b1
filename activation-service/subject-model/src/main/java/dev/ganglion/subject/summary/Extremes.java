package dev.ganglion.subject.summary;

import java.util.Arrays;

/**
 * For each of some neurons the most extreme weights so far: the largest, or the smallest. Bytes held: neurons × entries × 8.
 * For one thread.
 */
final class Extremes {

    private final int entries;
    private final int sign;
    private final int[] ids; // [neurons, entries]
    private final float[] keys; // [neurons, entries] weights times sign, in falling order

    /** @param largest whether the largest are kept, those above 0; otherwise the smallest, those below 0 */
    Extremes(int neurons, int entries, boolean largest) {
        this.entries = entries;
        this.sign = largest ? 1 : -1;
        this.ids = new int[neurons * entries];
        this.keys = new float[neurons * entries]; // 0: not taken, since nothing that is kept is 0
    }

    boolean largest() {
        return sign > 0;
    }

    void offer(int neuron, int id, float weight) {
        float key = sign * weight;
        int from = neuron * entries;
        int last = from + entries - 1;
        if (!(key > 0) || entries == 0 || !comesBefore(key, id, last)) {
            return;
        }
        int place = last;
        while (place > from && comesBefore(key, id, place - 1)) {
            keys[place] = keys[place - 1];
            ids[place] = ids[place - 1];
            place--;
        }
        keys[place] = key;
        ids[place] = id;
    }

    private boolean comesBefore(float key, int id, int place) {
        return key > keys[place] || (key == keys[place] && id < ids[place]);
    }

    Ranked of(int neuron) {
        int from = neuron * entries;
        int size = 0;
        while (size < entries && keys[from + size] > 0) {
            size++;
        }
        float[] weights = Arrays.copyOfRange(keys, from, from + size);
        for (int i = 0; i < size; i++) {
            weights[i] *= sign;
        }
        return new Ranked(Arrays.copyOfRange(ids, from, from + size), weights);
    }
}
