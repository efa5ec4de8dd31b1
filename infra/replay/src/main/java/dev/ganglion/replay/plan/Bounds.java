package dev.ganglion.replay.plan;

import java.util.Map;

/**
 * The part of a topic that a replay is about.
 *
 * @param from by partition, the first offset
 * @param end by partition, the offset after the last; the same partitions, and none before its start
 */
public record Bounds(Map<Integer, Long> from, Map<Integer, Long> end) {

    public Bounds {
        from = Map.copyOf(from);
        end = Map.copyOf(end);
        if (!from.keySet().equals(end.keySet())) {
            throw new IllegalArgumentException("a replay has a start and an end for the same partitions");
        }
        for (Map.Entry<Integer, Long> start : from.entrySet()) {
            if (start.getValue() < 0 || end.get(start.getKey()) < start.getValue()) {
                throw new IllegalArgumentException("partition " + start.getKey() + " ends before it starts");
            }
        }
    }

    /** Whether the record at this place is worked on. */
    public boolean contains(int partition, long offset) {
        return from.containsKey(partition) && offset >= from.get(partition) && offset < end.get(partition);
    }

    /** How many offsets there are between start and end. */
    public long records() {
        return remaining(from, Map.of());
    }

    /**
     * How many offsets are not behind the group yet; none when the replay is done.
     *
     * @param committed by partition, what the group has committed; its start where that is missing
     * @param logStart by partition, the oldest offset that the topic still has: what is gone is waited for by nobody
     */
    public long remaining(Map<Integer, Long> committed, Map<Integer, Long> logStart) {
        long remaining = 0;
        for (Map.Entry<Integer, Long> start : from.entrySet()) {
            int partition = start.getKey();
            long reached =
                    Math.max(committed.getOrDefault(partition, start.getValue()), logStart.getOrDefault(partition, 0L));
            remaining += Math.max(0, end.get(partition) - Math.max(reached, start.getValue()));
        }
        return remaining;
    }
}
