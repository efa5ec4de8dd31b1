package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.EndpointSettings.Limits;
import dev.ganglion.llm.endpoint.Failure.Kind;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Who may call now. Callers wait in the order in which they came, for a slot, for the limits per minute, for the end of what
 * the server wants to be left alone, and for the end of a pause. SmallRye Fault Tolerance's bulkhead, rate limit and circuit
 * breaker turn callers away in these cases, its bulkhead has one size, and no waiting caller can leave it; hence this queue.
 *
 * <p>Any thread may call any method: the state is guarded by one lock, held for about a microsecond. No caller is called
 * back under it.
 */
final class Turns {

    private final Vertx vertx;
    private final TimeMeter clock;
    private final int cap;
    private final AdaptiveLimit limit;
    private final RateLimits rates;
    private final Backoff backoff;
    private final Pauses pauses;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private int inFlight;
    private long latest;
    private long heldUntil;
    private String holdReason;
    private boolean wakeSet;
    private long wakeTimer;
    private long wakeAt;
    private int consecutiveFailures;
    private String lastFailure;

    /** @param random numbers from 0 to 1 */
    Turns(Vertx vertx, Limits limits, TimeMeter clock, DoubleSupplier random) {
        this.vertx = vertx;
        this.clock = clock;
        this.cap = limits.concurrency();
        this.limit = new AdaptiveLimit(cap);
        this.rates = new RateLimits(limits.requestsPerMinute(), limits.tokensPerMinute(), clock);
        this.backoff = new Backoff(random);
        this.pauses = new Pauses(limits.probeInterval(), new WakingTimer(vertx, this::grant));
        this.heldUntil = clock.currentTimeNanos();
    }

    /**
     * Waits for a turn.
     *
     * @param tokens that it takes of the limit of tokens per minute
     * @param begin runs once, on any thread, when the turn has come; not if the turn has ended before
     */
    Turn join(long tokens, Runnable begin) {
        Turn turn = new Turn(tokens, begin);
        synchronized (this) {
            waiting.add(turn);
        }
        grant();
        return turn;
    }

    synchronized EndpointState state(String url) {
        boolean held = holdReason != null && heldUntil - clock.currentTimeNanos() > 0;
        String pausedFor = pauses.isWrong() ? "deployment" : pauses.isDown() ? "down" : held ? "rate_limit" : null;
        String reason = pausedFor == null ? null : held && pauses.reason() == null ? holdReason : pauses.reason();
        return new EndpointState(
                url,
                reason,
                pausedFor,
                inFlight,
                waiting.size(),
                limit.current(),
                cap,
                consecutiveFailures,
                lastFailure);
    }

    private void grant() {
        List<Turn> granted = new ArrayList<>(1);
        synchronized (this) {
            while (!waiting.isEmpty() && inFlight < limit.current() && pauses.passes()) {
                Turn first = waiting.iterator().next();
                long now = clock.currentTimeNanos();
                long wait = Math.max(heldUntil - now, rates.nanosUntil(first.tokens));
                if (wait > 0) {
                    wakeIn(wait, now);
                    break;
                }
                waiting.remove(first);
                rates.take(first.tokens);
                first.pass = pauses.enter();
                first.ordinal = ++latest;
                inFlight++;
                granted.add(first);
            }
        }
        granted.forEach(turn -> turn.begin.run());
    }

    private void wakeIn(long nanos, long now) {
        if (wakeSet && wakeAt - (now + nanos) <= 0) {
            return;
        }
        if (wakeSet) {
            vertx.cancelTimer(wakeTimer);
        }
        wakeSet = true;
        wakeAt = now + nanos;
        wakeTimer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, id -> {
            synchronized (this) {
                wakeSet &= wakeTimer != id;
            }
            grant();
        });
    }

    /** A caller's place in the queue, and then its slot. It ends once; what is said of it later is not heard. */
    final class Turn {

        private final long tokens;
        private final Runnable begin;
        private Pauses.Pass pass;
        private long ordinal;
        private boolean ended;

        private Turn(long tokens, Runnable begin) {
            this.tokens = tokens;
            this.begin = begin;
        }

        void answered() {
            synchronized (Turns.this) {
                if (end()) {
                    limit.calm(inFlight + 1 >= limit.current());
                    backoff.answered();
                    consecutiveFailures = 0;
                    pass.answered();
                }
            }
            grant();
        }

        /** @return how long to wait before the same call again */
        Duration failed(Failure failure) {
            Duration after = Duration.ZERO;
            synchronized (Turns.this) {
                if (end()) {
                    after = failure.kind() == Kind.REFUSED ? refused() : unanswered(failure);
                    pass.failed(failure);
                }
            }
            grant();
            return after;
        }

        /** The caller does not want it any more, be it waiting or in flight. */
        void cancelled() {
            synchronized (Turns.this) {
                if (waiting.remove(this)) {
                    ended = true;
                } else if (end()) {
                    pass.cancelled();
                }
            }
            grant();
        }

        /** The server is well: it does not want this request. */
        private Duration refused() {
            backoff.answered();
            consecutiveFailures = 0;
            return Duration.ZERO;
        }

        private Duration unanswered(Failure failure) {
            consecutiveFailures++;
            lastFailure = failure.sentence();
            Duration delay = backoff.failed(ordinal, latest);
            // A server that wants to be asked again at once has not thought of why it could not answer.
            boolean wanted = failure.wanted() != null && !failure.wanted().isZero();
            Duration after = wanted ? failure.wanted() : delay;
            boolean busy = failure.kind() == Kind.BUSY;
            if (busy) {
                limit.tooMany(ordinal, latest);
            }
            if (busy || wanted) {
                // It means all of us, not this call alone.
                hold(after, failure.sentence());
            }
            return after;
        }

        private void hold(Duration duration, String reason) {
            long until = clock.currentTimeNanos() + duration.toNanos();
            if (until - heldUntil > 0) {
                heldUntil = until;
                holdReason = reason;
            }
        }

        private boolean end() {
            boolean first = !ended && pass != null;
            if (first) {
                ended = true;
                inFlight--;
            }
            return first;
        }
    }
}
