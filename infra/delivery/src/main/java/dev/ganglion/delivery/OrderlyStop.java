package dev.ganglion.delivery;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The end of a service. No record is begun and no model is asked any more; what is under way and paid for is waited for, and
 * so are the results that are on their way to the broker. Whatever cannot end by itself, or not in time, is handed back: it
 * is not acknowledged, and the next process reads it again. Afterwards the channels close, and commit what is done.
 */
@Singleton
class OrderlyStop {

    private static final Logger LOG = Logger.getLogger(OrderlyStop.class);
    private static final Duration STEP = Duration.ofMillis(20);
    /** Work that waits for nothing that is under way, and has not ended within this time, does not end by itself. */
    private static final Duration STANDSTILL = Duration.ofMillis(500);
    /** For work that was given up to notice it. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private final WorkInHand inHand;
    private final List<Finishing> finishing;
    private final Duration grace;

    @Inject
    OrderlyStop(
            WorkInHand inHand,
            Instance<Finishing> finishing,
            @ConfigProperty(name = "ganglion.shutdown.grace") Duration grace) {
        this(inHand, finishing.stream().toList(), grace);
    }

    OrderlyStop(WorkInHand inHand, List<Finishing> finishing, Duration grace) {
        this.inHand = inHand;
        this.finishing = finishing;
        this.grace = grace;
    }

    /** Before the channels are closed, on the thread that stops the service. */
    void stop(@Observes @Priority(1) ShutdownEvent shutdown) throws InterruptedException {
        inHand.beginNoMore();
        finishing.forEach(Finishing::beginNoMore);
        long start = System.nanoTime();
        int atFirst = inHand.size();
        long handedBack = 0;
        long last = inHand.inWork();
        long changed = start;
        while (!isFinished() && System.nanoTime() - start < grace.toNanos()) {
            Thread.sleep(STEP.toMillis());
            long now = inHand.inWork();
            if (now != last || !isIdle()) {
                last = now;
                changed = System.nanoTime();
            } else if (now > 0 && System.nanoTime() - changed > STANDSTILL.toNanos()) {
                handedBack += handBack();
            }
        }
        handedBack += handBack();
        if (!isIdle()) {
            LOG.warnf("calls did not end within %d s, and are given up", grace.toSeconds());
            finishing.forEach(Finishing::giveUp);
        }
        awaitTheEnd();
        if (atFirst > 0) {
            LOG.infof(
                    "of %d records in work %d are handed back, %d have results that did not arrive; that took %d ms",
                    atFirst, handedBack, inHand.size(), (System.nanoTime() - start) / 1_000_000);
        }
    }

    private long handBack() {
        long inWork = inHand.inWork();
        inHand.giveUpAll();
        return inWork;
    }

    private void awaitTheEnd() throws InterruptedException {
        long start = System.nanoTime();
        while (!isFinished() && System.nanoTime() - start < LAST.toNanos()) {
            Thread.sleep(STEP.toMillis());
        }
    }

    private boolean isFinished() {
        return inHand.size() == 0 && isIdle();
    }

    private boolean isIdle() {
        return finishing.stream().allMatch(Finishing::isIdle);
    }
}
