package dev.ganglion.cli.offsets;

/**
 * How far a group is on one partition.
 *
 * @param committed the offset at which it goes on; null if it has committed none
 * @param begin the first offset that the topic still has
 * @param end the offset after its last record
 * @param member the client that reads the partition now; null if none does
 */
record GroupPosition(String topic, int partition, Long committed, long begin, long end, String member) {

    /** Records that it has still before it. */
    long lag() {
        return end - (committed == null ? begin : Math.max(begin, Math.min(end, committed)));
    }
}
