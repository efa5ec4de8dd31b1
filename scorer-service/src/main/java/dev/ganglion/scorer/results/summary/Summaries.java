package dev.ganglion.scorer.results.summary;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The summary, as new as it can be had for little. While counting takes no time it is done whenever somebody asks, so that
 * the answer is right at once. When it takes longer, whoever asks gets what was counted last, and it is counted again in the
 * background: only if something has changed, and with pauses of ten times as long as it takes. A database that is large
 * already is counted when the process starts. Counts one thing at a time; may be called from any thread.
 */
@ApplicationScoped
public class Summaries {

    private static final Logger LOG = Logger.getLogger(Summaries.class);
    private static final int PAUSE = 10;

    /** How much longer than little one waits for a count. */
    private static final int PATIENCE = 10;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final SummaryQuestions questions;
    private final Duration little;
    private Counted last; // guarded by this
    private Uni<Counted> running; // guarded by this
    private Instant runningSince = Instant.EPOCH; // guarded by this
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

    void start(@Observes StartupEvent event) {
        // Whoever asks first will say what is wrong, if anything is.
        renew().subscribe().with(done -> {}, failure -> LOG.debugf("not counted yet: %s", failure.getMessage()));
    }

    /** What there is; where nothing has been counted yet it takes as long as counting does. */
    public Uni<Summary> now() {
        Counted known = last();
        if (known == null) {
            return next().map(this::shown);
        }
        if (isQuick(known)) {
            return next().map(this::shown)
                    .ifNoItem()
                    .after(little.multipliedBy(PATIENCE))
                    .recoverWithItem(known.summary());
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

    /** Whether what is running takes long, so that it must not be followed by another for everyone who comes. */
    private synchronized boolean isSlow() {
        return Instant.now().isAfter(runningSince.plus(little));
    }

    private Summary shown(Counted counted) {
        return isQuick(counted) ? counted.summary().justNow() : counted.summary();
    }

    private boolean isQuick(Counted counted) {
        return counted.took().compareTo(little) <= 0;
    }

    private synchronized Counted last() {
        return last;
    }

    private synchronized Uni<Counted> next() {
        return running != null && (last == null || !isQuick(last) || isSlow()) ? running : fresh();
    }

    /** One that begins after it was asked for: what was committed before is in it. Of many that ask at a time, all get one. */
    private synchronized Uni<Counted> fresh() {
        if (running == null) {
            return begin(count());
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
        return begin(count());
    }

    private synchronized void again(Counted known) {
        if (running == null) {
            begin(questions
                            .changes()
                            .chain(changes -> changes == known.changes()
                                    ? Uni.createFrom()
                                            .item(new Counted(known.summary(), changes, known.took(), Instant.now()))
                                    : count()))
                    .subscribe()
                    .with(counted -> {}, failure -> LOG.warnf("nothing is counted: %s", failure.getMessage()));
        }
    }

    /** Comes to its end, whether or not anybody waits for it. */
    private synchronized Uni<Counted> begin(Uni<Counted> count) {
        Uni<Counted> counting = count.ifNoItem()
                .after(LONGEST)
                .fail()
                .onItemOrFailure()
                .invoke(this::ended)
                .memoize()
                .indefinitely();
        running = counting;
        runningSince = Instant.now();
        counting.subscribe().with(counted -> {}, failure -> LOG.debugf("nothing is counted: %s", failure.getMessage()));
        return counting;
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
