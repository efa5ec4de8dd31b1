package dev.ganglion.cli.interchange;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.interchange.Imported;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.openai.PublishedExplanations.Explained;
import dev.ganglion.interchange.source.SourceException;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Takes one piece of what was published after the other, several at a time, and sends the records that are made of it. Memory is
 * that of the pieces in work and of the records on the way.
 */
final class ImportRun {

    private static final long PROGRESS_MILLIS = 250;

    private final String dataset;
    private final RecordTopic topic;
    private final Set<String> there;
    private final boolean strict;
    private final ImportTally tally = new ImportTally();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** A piece: the file of a neuron, or a batch of many. */
    @FunctionalInterface
    interface Piece {

        /**
         * Reads it and hands over what it is.
         *
         * @throws InterchangeException if it cannot be used, which counts as one refused piece
         * @throws SourceException if nothing more can be read
         */
        void read(ImportRun run) throws InterruptedException;
    }

    /**
     * @param dataset the data set's name, for people
     * @param topic where the records go; null to check them only
     * @param there places that are not sent again
     * @param strict whether the first refused piece ends it
     */
    ImportRun(String dataset, RecordTopic topic, Set<String> there, boolean strict) {
        this.dataset = dataset;
        this.topic = topic;
        this.there = there;
        this.strict = strict;
    }

    /**
     * Imports all.
     *
     * @param pieces asked for by several threads, one after the other
     * @param concurrency pieces in work at a time
     * @param progress told how many neurons were seen, on this thread
     * @throws Refusal if the source or the broker is away, or strictly something was refused; what was sent stays
     */
    ImportTally all(Iterator<Piece> pieces, int concurrency, LongConsumer progress) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(concurrency, work -> {
            Thread thread = new Thread(work, "import");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < concurrency; i++) {
                ended.submit(() -> work(pieces));
            }
            for (int left = concurrency; left > 0; ) {
                Future<Void> one = ended.poll(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
                progress.accept(tally.seen());
                if (one != null) {
                    left--;
                    one.get();
                }
            }
            if (topic != null) {
                topic.awaitAll();
            }
            progress.accept(tally.seen());
            return tally;
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        } finally {
            stopped.set(true);
            threads.shutdownNow();
        }
    }

    private static RuntimeException refusal(Throwable cause) {
        if (cause instanceof SourceException away) {
            return Refusal.failed(
                    away.getMessage() + "; what was read so far is sent: --resume goes on behind it", away);
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private Void work(Iterator<Piece> pieces) throws InterruptedException {
        for (Piece piece = next(pieces); piece != null; piece = next(pieces)) {
            piece.read(this);
        }
        return null;
    }

    private Piece next(Iterator<Piece> pieces) {
        synchronized (pieces) {
            return !stopped.get() && pieces.hasNext() ? pieces.next() : null;
        }
    }

    /** Whether a place is on the topic already; then it is counted, and there is nothing to do. */
    boolean skips(String place) {
        boolean skipped = there.contains(place);
        if (skipped) {
            tally.addSkipped();
        }
        return skipped;
    }

    /** Sends a record. */
    void send(Imported imported) throws InterruptedException {
        if (topic == null) {
            tally.addSent(imported.coverage());
        } else {
            topic.send(imported, dataset, () -> tally.addSent(imported.coverage()));
        }
    }

    /** Sends an explanation of a record that was sent. */
    void send(Explained explained) throws InterruptedException {
        if (topic == null) {
            tally.addExplanation();
        } else {
            topic.send(explained, tally::addExplanation);
        }
    }

    /** Counts a neuron that is not there. */
    void missing() {
        tally.addMissing();
    }

    /** Counts something of which no record can be made. */
    void refused(String place, String sentence) {
        tally.addRefused(place, sentence);
        if (strict) {
            stopped.set(true);
            throw Refusal.failed(place + ": " + sentence);
        }
    }
}
