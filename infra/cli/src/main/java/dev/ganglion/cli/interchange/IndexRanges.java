package dev.ganglion.cli.interchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Indexes, such as those of neurons in a layer.
 *
 * @param ranges ascending and apart
 */
record IndexRanges(List<Range> ranges) {

    /**
     * @param first from 0
     * @param last at least the first
     */
    record Range(int first, int last) {}

    IndexRanges {
        List<Range> apart = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingInt(Range::first)).toList()) {
            Range before = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (before != null && range.first() <= before.last()) {
                apart.set(apart.size() - 1, new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                apart.add(range);
            }
        }
        ranges = List.copyOf(apart);
    }

    /** From 0 on. */
    static IndexRanges below(int end) {
        return new IndexRanges(List.of(new Range(0, end - 1)));
    }

    boolean contains(int index) {
        return ranges.stream().anyMatch(range -> range.first() <= index && index <= range.last());
    }

    /** How many indexes. */
    long size() {
        return ranges.stream()
                .mapToLong(range -> (long) range.last() - range.first() + 1)
                .sum();
    }

    /** All of them, ascending. */
    IntStream indexes() {
        return ranges.stream().flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()));
    }
}
