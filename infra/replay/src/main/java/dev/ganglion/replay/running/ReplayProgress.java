package dev.ganglion.replay.running;

import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.topic.BrokerSettings;
import dev.ganglion.replay.topic.ReplayedTopic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Watches how far the replay is, and ends the process when nothing is left. */
@Singleton
class ReplayProgress {

    private static final Logger LOG = Logger.getLogger(ReplayProgress.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RunningReplay running;
    private final Config config;
    private volatile long remaining;
    private volatile boolean finished;
    private volatile Thread watcher;

    ReplayProgress(RunningReplay running, Config config) {
        this.running = running;
        this.config = config;
        this.remaining =
                running.replay().map(replay -> replay.bounds().records()).orElse(0L);
    }

    /** Records between start and end that the group has not committed, when last seen. */
    long remaining() {
        return remaining;
    }

    /** Whether the end was seen. */
    boolean isFinished() {
        return finished;
    }

    void begin(@Observes StartupEvent started, MeterRegistry metrics) {
        running.replay().ifPresent(replay -> {
            gauge(metrics, "ganglion.replay.records", "Records between a replay's start and its end", replay);
            Gauge.builder("ganglion.replay.remaining", this, now -> now.remaining)
                    .description("Of these, those that the replay's group has not committed")
                    .tag("replay", replay.id())
                    .strongReference(true)
                    .register(metrics);
            LOG.infof(
                    "replay %s: %d records of %s", replay.id(), replay.bounds().records(), replay.topic());
            watcher = new Thread(() -> watch(replay), "replay-progress");
            watcher.setDaemon(true);
            watcher.start();
        });
    }

    void end(@Observes ShutdownEvent stopping) {
        Thread watching = watcher;
        if (watching != null) {
            watching.interrupt();
        }
    }

    private static void gauge(MeterRegistry metrics, String name, String description, Replay replay) {
        Gauge.builder(name, () -> replay.bounds().records())
                .description(description)
                .tag("replay", replay.id())
                .strongReference(true)
                .register(metrics);
    }

    private void watch(Replay replay) {
        try (ReplayedTopic topic = new ReplayedTopic(BrokerSettings.of(config), replay.topic())) {
            boolean known = true;
            while (!finished) {
                try {
                    remaining = replay.bounds().remaining(topic.committed(replay.id()), topic.logStart());
                    finished = remaining == 0;
                    known = true;
                } catch (RuntimeException e) {
                    if (known) {
                        LOG.warnf("how far the replay is cannot be seen: %s", e.getMessage());
                    }
                    known = false;
                }
                if (!finished) {
                    Thread.sleep(PAUSE.toMillis());
                }
            }
            LOG.infof("replay %s is at its end; this process worked on %d records", replay.id(), running.selected());
            Quarkus.asyncExit(0);
        } catch (InterruptedException e) {
            // The service stops; whoever goes on sees the end.
            Thread.currentThread().interrupt();
        }
    }
}
