package dev.ganglion.subject.weights;

import java.util.List;

/**
 * One tensor as the header describes it.
 *
 * @param dtype the format's name, as in the file; not necessarily one that can be read
 * @param shape sizes, outermost first; empty for a single number
 * @param begin first byte, counted from the end of the header
 * @param end the byte after the last
 */
record TensorEntry(String name, String dtype, List<Long> shape, long begin, long end) {

    long bytes() {
        return end - begin;
    }
}
