package dev.ganglion.cli.offsets;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a group is to go on reading. */
public sealed interface ResetTarget {

    /** The first record that the topic still has. */
    record Earliest() implements ResetTarget {}

    /** After the last record that the topic has now. */
    record Latest() implements ResetTarget {}

    /** The first record that is not older than this. */
    record Since(Instant when) implements ResetTarget {}

    /**
     * These offsets of one topic; its other partitions stay where they are.
     *
     * @param byPartition at least one
     */
    record Explicit(Map<Integer, Long> byPartition) implements ResetTarget {

        public Explicit {
            byPartition = Map.copyOf(byPartition);
        }
    }

    /** {@code 0:12}: partition 0, offset 12. */
    Pattern PLACE = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    /**
     * Reads {@code earliest}, {@code latest}, a point in time, or {@code P:OFFSET,P:OFFSET…}.
     *
     * @param moment how points in time are written
     * @throws IllegalArgumentException with one sentence if it is none of them
     */
    static ResetTarget parse(String text, Function<String, Optional<Instant>> moment) {
        if (text.equals("earliest")) {
            return new Earliest();
        }
        if (text.equals("latest")) {
            return new Latest();
        }
        return offsets(text)
                .<ResetTarget>map(Explicit::new)
                .or(() -> moment.apply(text).map(Since::new))
                .orElseThrow(() -> new IllegalArgumentException("\"" + text.replaceAll("\\p{Cntrl}", "?")
                        + "\" is no place on a topic: write earliest, latest, a time like 2026-11-23T12:00:00Z or 2h"
                        + " (two hours ago), or PARTITION:OFFSET,…"));
    }

    /**
     * Reads {@code P:OFFSET,P:OFFSET…}.
     *
     * @return nothing if it is something else
     * @throws IllegalArgumentException if it names a partition twice
     */
    static Optional<Map<Integer, Long>> offsets(String text) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            Matcher place = PLACE.matcher(part.strip());
            if (!place.matches()) {
                return Optional.empty();
            }
            int partition = Integer.parseInt(place.group(1));
            if (offsets.put(partition, Long.parseLong(place.group(2))) != null) {
                throw new IllegalArgumentException("partition " + partition + " is named twice");
            }
        }
        return Optional.of(offsets);
    }
}
