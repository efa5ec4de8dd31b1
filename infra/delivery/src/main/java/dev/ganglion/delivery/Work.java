package dev.ganglion.delivery;

import org.apache.kafka.common.TopicPartition;

/** The work for one record: it is done, or given up before that. Safe for any number of threads. */
public final class Work {

    private enum State {
        IN_WORK,
        DONE,
        GIVEN_UP
    }

    private final WorkInHand of;
    private final String group;
    private final TopicPartition partition;
    private State state = State.IN_WORK;
    private Runnable cancel = () -> {};

    Work(WorkInHand of, String group, TopicPartition partition) {
        this.of = of;
        this.group = group;
        this.partition = partition;
    }

    /**
     * Sets how it is given up.
     *
     * @param how is run once at most, and by any thread; at once if it is given up already
     */
    public void onGivenUp(Runnable how) {
        synchronized (this) {
            if (state != State.GIVEN_UP) {
                cancel = how;
                return;
            }
        }
        how.run();
    }

    /** The work is done, and what came of it is on its way; false if it was given up before, and nothing may come of it. */
    public synchronized boolean done() {
        if (state == State.IN_WORK) {
            state = State.DONE;
        }
        return state == State.DONE;
    }

    /** Nothing more is to be waited for: the record is settled, or its work was given up and has ended. */
    public void over() {
        of.remove(this);
    }

    /** Gives it up, unless it is done; what came of a record that is done is on its way. */
    public void giveUp() {
        Runnable how;
        synchronized (this) {
            if (state != State.IN_WORK) {
                return;
            }
            state = State.GIVEN_UP;
            how = cancel;
        }
        how.run();
    }

    synchronized boolean isInWork() {
        return state == State.IN_WORK;
    }

    boolean isOf(String anyGroup, TopicPartition anyPartition) {
        return partition.equals(anyPartition) && group.equals(anyGroup);
    }
}
