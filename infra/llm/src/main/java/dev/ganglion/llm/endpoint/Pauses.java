package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.Failure.Kind;
import io.smallrye.faulttolerance.core.timer.Timer;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Why no call goes through: the server is down, or the deployment is wrong. Meanwhile calls wait, and now and then one of
 * them is let through to see. Guarded by its owner.
 */
final class Pauses {

    private static final Logger LOG = Logger.getLogger(Pauses.class);

    /** Failures in a row that are more than chance. */
    private static final int FAILURES = 5;

    /** A server that comes back is noticed this soon. */
    private static final Duration DOWN = Duration.ofSeconds(5);

    private final Breaker down;
    private final Breaker wrong;
    private String downReason;
    private String wrongReason;

    Pauses(Duration probeInterval, Timer timer) {
        this.down = new Breaker("server", FAILURES, probeInterval.compareTo(DOWN) < 0 ? probeInterval : DOWN, timer);
        this.wrong = new Breaker("deployment", 1, probeInterval, timer);
    }

    boolean passes() {
        return down.passes() && wrong.passes();
    }

    Pass enter() {
        return new Pass(down.enter(), wrong.enter());
    }

    boolean isDown() {
        return !down.closed();
    }

    boolean isWrong() {
        return !wrong.closed();
    }

    /** One sentence that says what to do; null while calls go through. */
    String reason() {
        return isWrong() ? wrongReason : isDown() ? downReason : null;
    }

    /** A call that goes; it ends once. */
    final class Pass {

        private final Breaker.Pass server;
        private final Breaker.Pass deployment;

        private Pass(Breaker.Pass server, Breaker.Pass deployment) {
            this.server = server;
            this.deployment = deployment;
        }

        void answered() {
            String before = reason();
            server.succeeded();
            deployment.succeeded();
            if (before != null && reason() == null) {
                LOG.infof("Calls go through again. Before: %s", before);
            }
        }

        void failed(Failure failure) {
            boolean wasDown = isDown();
            boolean wasWrong = isWrong();
            if (failure.kind() == Kind.DEPLOYMENT) {
                wrongReason = failure.sentence();
                server.succeeded();
                deployment.failed();
            } else if (failure.kind() == Kind.DOWN || failure.kind() == Kind.UNREADABLE) {
                downReason = failure.sentence();
                server.failed();
                deployment.unknown();
            } else if (failure.kind() == Kind.BUSY) {
                // It is there, and says nothing of the key's rights or of the model.
                server.succeeded();
                deployment.unknown();
            } else {
                answered();
            }
            if (!wasWrong && isWrong()) {
                LOG.warnf("No calls go through: %s", wrongReason);
            } else if (!wasDown && isDown()) {
                LOG.warnf("No calls go through: %s. They wait until it is back", downReason);
            }
        }

        void cancelled() {
            server.unknown();
            deployment.unknown();
        }
    }
}
