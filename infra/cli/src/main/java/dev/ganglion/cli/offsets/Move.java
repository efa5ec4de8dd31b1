package dev.ganglion.cli.offsets;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a reset does to one partition.
 *
 * @param from the offset that the group has committed; null if none
 * @param to the offset that it gets, within what the topic holds
 * @param wanted the offset that was asked for, if the topic does not hold it; else null
 * @param begin the first offset that the topic still has
 * @param end the offset after its last record
 */
record Move(String topic, int partition, Long from, long to, Long wanted, long begin, long end) {

    /** Moves to the nearest offset that the topic holds, its end counted in. */
    static Move clamped(String topic, int partition, Long from, long wanted, long begin, long end) {
        long to = Math.max(begin, Math.min(end, wanted));
        return new Move(topic, partition, from, to, to == wanted ? null : Long.valueOf(wanted), begin, end);
    }

    /** Whether anything changes. */
    @JsonProperty("change")
    boolean isChange() {
        return from == null || from != to;
    }

    /** How many records are read again; negative: how many are passed over. Null if the group had no offset. */
    Long again() {
        return from == null ? null : Long.valueOf(from - to);
    }
}
