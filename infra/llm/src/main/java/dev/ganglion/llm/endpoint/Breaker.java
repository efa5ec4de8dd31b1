package dev.ganglion.llm.endpoint;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.stopwatch.SystemStopwatch;
import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.util.ExceptionDecision;
import java.time.Duration;

/**
 * SmallRye Fault Tolerance's circuit breaker, asked before a call instead of wrapped round it. Wrapped round it, as its
 * annotation and its guards do, it fails calls while it is open, and ours wait; and a probe that is cancelled would keep it
 * half-open for ever, and ours are cancelled whenever Kafka takes a partition away. Guarded by its owner.
 */
final class Breaker {

    private static final RuntimeException FAILURE = new RuntimeException("failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    private final CircuitBreaker<Boolean> breaker;
    private boolean probing;

    /**
     * @param failures in a row that open it
     * @param delay until one call may go through
     * @param timer tells when that is
     */
    Breaker(String name, int failures, Duration delay, Timer timer) {
        this.breaker = new CircuitBreaker<>(
                FaultToleranceContext::call,
                name,
                ExceptionDecision.ALWAYS_FAILURE,
                delay.toMillis(),
                failures,
                1.0,
                1,
                SystemStopwatch.INSTANCE,
                timer);
    }

    boolean closed() {
        return breaker.currentState() == CircuitBreaker.STATE_CLOSED;
    }

    /** Whether a call may go now: any while it is closed, one at a time while it is half-open. */
    boolean passes() {
        return closed() || breaker.currentState() == CircuitBreaker.STATE_HALF_OPEN && !probing;
    }

    /** A call goes. */
    Pass enter() {
        Completer<Boolean> outcome = Completer.create();
        boolean probe = !closed();
        probing |= probe;
        Future<Boolean> passed = breaker.apply(new FaultToleranceContext<>(outcome::future, true));
        return new Pass(outcome, probe, passed);
    }

    /** A call that goes; it ends once. */
    final class Pass {

        private final Completer<Boolean> outcome;
        private final boolean probe;

        private Pass(Completer<Boolean> outcome, boolean probe, Future<Boolean> passed) {
            this.outcome = outcome;
            this.probe = probe;
            // Its result is known by the outcome; what it reports is not of interest.
            passed.then((value, error) -> {});
        }

        boolean probe() {
            return probe;
        }

        void succeeded() {
            end();
            outcome.complete(true);
        }

        void failed() {
            end();
            outcome.completeWithError(FAILURE);
        }

        /** It says nothing either way: of a probe that is another wait, of any other call nothing at all. */
        void unknown() {
            if (probe) {
                failed();
            }
        }

        private void end() {
            probing &= !probe;
        }
    }
}
