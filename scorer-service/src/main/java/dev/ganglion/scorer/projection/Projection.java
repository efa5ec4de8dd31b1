package dev.ganglion.scorer.projection;

import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.scorer.projection.RowWriter.Outcome;
import dev.ganglion.scorer.projection.RowWriter.Pending;
import dev.ganglion.scorer.results.DatabaseFailure;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The consumer group {@code projection}: reads topics into the results database. A record is acknowledged when its row is
 * committed; one that is malformed, or that the database refuses, becomes a dead letter by itself.
 */
@ApplicationScoped
class Projection {

    private static final Logger LOG = Logger.getLogger(Projection.class);

    private final Rows rows = new Rows();
    private final RowWriter writer;
    private final EarlierDeadLetters earlier;
    private final DeadLetters deadLetters;
    private final DistributionSummary batchSizes;
    private final Batches<Message<byte[]>> batches;

    Projection(
            RowWriter writer,
            EarlierDeadLetters earlier,
            MeterRegistry metrics,
            @ConfigProperty(name = "mp.messaging.incoming.projection.group.id") String group,
            @ConfigProperty(name = "ganglion.projection.largest-batch", defaultValue = "100") int largestBatch) {
        this.writer = writer;
        this.earlier = earlier;
        this.deadLetters = new DeadLetters(group, null);
        this.batchSizes = DistributionSummary.builder("ganglion.projection.batch")
                .description("Records committed together")
                .baseUnit("records")
                .register(metrics);
        this.batches = new Batches<>(largestBatch, this::project);
    }

    @Incoming("projection")
    Flow.Subscriber<Message<byte[]>> records() {
        return batches;
    }

    /** Whether it reads no more, for a reason that only a restart removes. */
    boolean hasStopped() {
        return batches.hasStopped();
    }

    private Uni<Void> project(List<Message<byte[]>> messages) {
        batchSizes.record(messages.size());
        // Parsing and compressing a hundred records would keep an event loop busy.
        return Uni.createFrom()
                .item(messages)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(this::read)
                .chain(batch -> writer.write(batch.rows())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .chain(outcomes ->
                                all(batch.rejections(), outcomes.stream().map(this::end))));
    }

    /** The rows of a batch, and the ends of those records that have none. */
    private record Batch(List<Pending<Message<byte[]>>> rows, Stream<CompletionStage<Void>> rejections) {}

    private Batch read(List<Message<byte[]>> messages) {
        List<Pending<Message<byte[]>>> pending = new ArrayList<>();
        List<CompletionStage<Void>> rejections = new ArrayList<>();
        for (Message<byte[]> message : messages) {
            try {
                pending.add(new Pending<>(message, rows.of(TopicRecord.of(message))));
            } catch (RuntimeException malformed) {
                rejections.add(reject(message, malformed));
            }
        }
        return new Batch(pending, rejections.stream());
    }

    private CompletionStage<Void> end(Outcome<Message<byte[]>> outcome) {
        return outcome.refused() == null
                ? outcome.of().ack()
                : reject(outcome.of(), new UnstorableException(outcome.refused()));
    }

    /** May block: it is for worker threads. */
    private CompletionStage<Void> reject(Message<byte[]> message, RuntimeException reason) {
        TopicRecord record = TopicRecord.of(message);
        if (record.isDeadLetter()) {
            // It is on a dead letter topic already; put there again, it would come back for ever.
            LOG.errorf("a dead letter cannot be listed and stays where it is: %s", reason.getMessage());
            return message.ack();
        }
        if (earlier.has(record)) {
            return message.ack();
        }
        return deadLetters.put(message, reason);
    }

    private static Uni<Void> all(Stream<CompletionStage<Void>> some, Stream<CompletionStage<Void>> others) {
        List<Uni<Void>> ends = Stream.concat(some, others)
                .map(stage -> Uni.createFrom().completionStage(stage))
                .toList();
        return Uni.join().all(ends).andCollectFailures().replaceWithVoid();
    }

    /** An event that the database cannot take. */
    private static final class UnstorableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnstorableException(Throwable refused) {
            super("the database refuses it: " + DatabaseFailure.describe(refused), refused);
        }
    }
}
