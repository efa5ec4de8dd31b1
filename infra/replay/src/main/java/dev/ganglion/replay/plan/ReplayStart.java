package dev.ganglion.replay.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a replay begins, as an operator writes it. */
public sealed interface ReplayStart {

    /** With the oldest record that the topic still has. */
    record Earliest() implements ReplayStart {}

    /** With the first record, of each partition, that is not older than this. */
    record Since(Instant time) implements ReplayStart {}

    /**
     * With these offsets.
     *
     * @param offsets by partition; a partition that is not named is not replayed
     */
    record Offsets(Map<Integer, Long> offsets) implements ReplayStart {
        public Offsets {
            offsets = Map.copyOf(offsets);
        }
    }

    /**
     * Reads {@code earliest}, an ISO 8601 time with its zone, or {@code partition:offset,partition:offset…}.
     *
     * @throws IllegalArgumentException with one sentence, if it is none of these
     */
    static ReplayStart parse(String text) {
        String start = text.strip();
        if (start.equals("earliest")) {
            return new Earliest();
        }
        if (start.matches("[0-9]+:[0-9]+(,.*)?")) {
            return new Offsets(offsets(start));
        }
        try {
            return new Since(OffsetDateTime.parse(start).toInstant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--from: \"" + start + "\" is no start: write earliest, a time with its zone such as"
                            + " 2026-11-23T12:00:00Z, or partition:offset,partition:offset",
                    e);
        }
    }

    private static Map<Integer, Long> offsets(String start) {
        Pattern one = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");
        Map<Integer, Long> offsets = new TreeMap<>();
        for (String part : start.split(",", -1)) {
            Matcher matcher = one.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "--from: \"" + part.strip() + "\" is not partition:offset, for example 0:1200");
            }
            if (offsets.put(Integer.valueOf(matcher.group(1)), Long.valueOf(matcher.group(2))) != null) {
                throw new IllegalArgumentException(
                        "--from: partition " + matcher.group(1) + " is named twice: give each one offset");
            }
        }
        return offsets;
    }
}
