package dev.ganglion.activation.stage;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/**
 * Which request is in work, so that it can be given up. The thread that records begins and ends; others give up: the one
 * that polls when a partition is taken away, the one that stops the service.
 */
final class RequestInHand {

    private Thread worker;
    private TopicPartition partition;
    private boolean givenUp;
    private boolean stopped;

    /** Marks this thread as working on a record of this partition; false if no more work is to be begun. */
    synchronized boolean begin(TopicPartition of) {
        if (stopped) {
            return false;
        }
        worker = Thread.currentThread();
        partition = of;
        givenUp = false;
        return true;
    }

    /** Marks this thread's work as over; false if it was given up, and whatever came of it does not count. */
    synchronized boolean end() {
        worker = null;
        // An interrupt that came too late must not hit the next request.
        Thread.interrupted();
        return !givenUp;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Gives the work up if its record is of one of these partitions. */
    synchronized void giveUp(Collection<TopicPartition> revoked) {
        if (worker != null && revoked.contains(partition)) {
            interrupt();
        }
    }

    /** Gives the work up, and lets none begin. */
    synchronized void stop() {
        stopped = true;
        if (worker != null) {
            interrupt();
        }
    }

    private void interrupt() {
        givenUp = true;
        worker.interrupt();
    }
}
