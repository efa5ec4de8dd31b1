package dev.ganglion.llm.endpoint;

/**
 * How many calls may be in flight: additive increase, multiplicative decrease, as TCP does it. A server that has too much to
 * do says so to many calls at once; only calls that began after the last decrease tell something new. Guarded by its owner.
 */
final class AdaptiveLimit {

    private final int cap;
    private double limit;
    private long decreasedAt;

    AdaptiveLimit(int cap) {
        this.cap = cap;
        this.limit = cap;
    }

    /** At least 1 and at most the cap. */
    int current() {
        return (int) limit;
    }

    /**
     * A call was answered. A round of answers raises the limit by 1.
     *
     * @param full whether all calls that the limit allows were in flight: else the answer says nothing about more
     */
    void calm(boolean full) {
        if (full) {
            limit = Math.min(cap, limit + 1 / limit);
        }
    }

    /**
     * A call was turned away.
     *
     * @param ordinal of the call, counted from 1 in the order in which they began
     * @param latest ordinal so far
     */
    void tooMany(long ordinal, long latest) {
        if (ordinal > decreasedAt) {
            decreasedAt = latest;
            limit = Math.max(1, limit / 2);
        }
    }
}
