package dev.ganglion.activation.stage;

import dev.ganglion.delivery.Work;

/**
 * The request in work, whose thread is interrupted when it is given up. The thread that records begins and ends; others give
 * up.
 */
final class RequestInHand {

    private Work work;
    private Thread worker;

    /** Marks this thread as doing this work. */
    void begin(Work begun) {
        synchronized (this) {
            work = begun;
            worker = Thread.currentThread();
        }
        begun.onGivenUp(() -> interrupt(begun));
    }

    /** Marks this thread's work as over; false if it was given up, and whatever came of it does not count. */
    synchronized boolean end() {
        boolean counts = work.done();
        work = null;
        // An interrupt that came too late must not hit the next request.
        Thread.interrupted();
        return counts;
    }

    private synchronized void interrupt(Work givenUp) {
        if (work == givenUp) {
            worker.interrupt();
        }
    }
}
