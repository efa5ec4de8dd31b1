package dev.ganglion.cli.replay;

/**
 * How far a replay is, as one of its processes says.
 *
 * @param records between its start and its end
 * @param done of these, by what the group has committed
 * @param selected records that this process has worked on
 * @param problem why it waits, one sentence; null if it does not
 */
record ReplayState(
        String id,
        String service,
        String recipe,
        String topic,
        long records,
        long done,
        long selected,
        boolean finished,
        String problem) {}
