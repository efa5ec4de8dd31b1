package dev.ganglion.subject.collation;

/** Floats as integers in the same order, to be sorted together with something else. */
final class SortableFloat {

    private SortableFloat() {}

    /** Greater for a greater value, and the same for 0 and -0. The value must be a number. */
    static int ascending(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }
}
