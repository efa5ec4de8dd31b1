package dev.ganglion.scorer.results.summary;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The summary, as new as it can be had for little. While counting takes no time it is done whenever somebody asks, so that
 * the answer is right at once. When it takes longer, whoever asks gets what was counted last, and it is counted again in the
 * background: only if something has changed, and with pauses of ten times as long as it takes. Counts one thing at a
 * time; may be called from any thread.
 */
@ApplicationScoped
public class Summaries {

    private static final Logger LOG = Logger.getLogger(Summaries.class);
    private static final int PAUSE = 10;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final SummaryQuestions questions;
    private final Duration little;
    private Counted last; // guarded by this
    private Uni<Counted> running; // guarded by this
    private Uni<Counted> afterIt; // guarded by this

    Summaries(
            SummaryQuestions questions,
            @ConfigProperty(name = "ganglion.results.quick-count", defaultValue = "100ms") Duration little) {
        this.questions = questions;
        this.little = little;
    }

    /**
     * A summary, and what is known of how it was made.
     *
     * @param changes what tells whether anything has changed since
     * @param end when it was there
     */
    private record Counted(Summary summary, long changes, Duration took, Instant end) {

        boolean paused() {
            return Instant.now().isBefore(end.plus(took.multipliedBy(PAUSE)));
        }
    }

    /** What there is; the first time it takes as long as counting does. */
    public Uni<Summary> now() {
        Counted known = last();
        if (known == null || isQuick(known)) {
            return next().map(counted -> isQuick(counted) ? counted.summary().justNow() : counted.summary());
        }
        if (!known.paused()) {
            again(known);
        }
        return Uni.createFrom().item(known.summary());
    }

    /** Counts again, however long it takes: from its end on, whoever asks finds what was committed before. */
    public Uni<Void> renew() {
        return fresh().replaceWithVoid();
    }

    private boolean isQuick(Counted counted) {
        return counted.took().compareTo(little) <= 0;
    }

    private synchronized Counted last() {
        return last;
    }

    private synchronized Uni<Counted> next() {
        return running != null && (last == null || !isQuick(last)) ? running : fresh();
    }

    /** One that begins after it was asked for: what was committed before is in it. Of many that ask at a time, all get one. */
    private synchronized Uni<Counted> fresh() {
        if (running == null) {
            running = begin();
            return running;
        }
        if (afterIt == null) {
            afterIt = running.onItemOrFailure()
                    .transformToUni((counted, failure) -> follow())
                    .memoize()
                    .indefinitely();
        }
        return afterIt;
    }

    private synchronized Uni<Counted> follow() {
        afterIt = null;
        running = begin();
        return running;
    }

    private void again(Counted known) {
        Uni<Counted> again;
        synchronized (this) {
            if (running != null) {
                return;
            }
            again = questions
                    .changes()
                    .chain(changes -> changes == known.changes()
                            ? Uni.createFrom().item(new Counted(known.summary(), changes, known.took(), Instant.now()))
                            : count())
                    .ifNoItem()
                    .after(LONGEST)
                    .fail()
                    .onItemOrFailure()
                    .invoke(this::ended)
                    .memoize()
                    .indefinitely();
            running = again;
        }
        again.subscribe().with(counted -> {}, failure -> LOG.warnf("nothing is counted: %s", failure.getMessage()));
    }

    private Uni<Counted> begin() {
        return count().ifNoItem()
                .after(LONGEST)
                .fail()
                .onItemOrFailure()
                .invoke(this::ended)
                .memoize()
                .indefinitely();
    }

    private Uni<Counted> count() {
        long begin = System.nanoTime();
        return questions.changes().chain(changes -> questions
                .count()
                .map(summary ->
                        new Counted(summary, changes, Duration.ofNanos(System.nanoTime() - begin), Instant.now())));
    }

    private synchronized void ended(Counted counted, Throwable failure) {
        running = null;
        if (counted != null) {
            last = counted;
        }
    }
}
