package dev.ganglion.delivery;

import dev.ganglion.events.EventException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * One step of the chain: consume, one plain method, produce. A record is acknowledged only when everything that came of
 * it is acknowledged by the broker; one that cannot pass becomes a dead letter and the next one follows. Records are
 * worked on concurrently, so their order is not kept: results are named by what produced them and need none.
 *
 * @param <I> the events read
 * @param <O> the events written
 */
public final class Stage<I, O> {

    /** Of a message that no broker delivered. */
    private static final TopicPartition NOWHERE = new TopicPartition("", 0);

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final EventTopic<I> in;
    private final EventTopic<O> out;
    private final String service;
    private final int concurrency;
    private final DeadLetters deadLetters;
    private final WorkInHand inHand;
    private final Counter processed;
    private final Counter notApplicable;
    private final Counter deadLettered;

    /**
     * @param service the name of the service, for the events' source
     * @param concurrency the most records in work at a time
     * @param deadLetters where what cannot pass goes
     * @param inHand gets what is in work, and gives it up when its partition is taken away or the service stops
     * @param metrics gets {@code ganglion.records} by topic and outcome
     */
    public Stage(
            String service,
            EventTopic<I> in,
            EventTopic<O> out,
            int concurrency,
            DeadLetters deadLetters,
            WorkInHand inHand,
            MeterRegistry metrics) {
        this.in = in;
        this.out = out;
        this.service = service;
        this.concurrency = concurrency;
        this.deadLetters = deadLetters;
        this.inHand = inHand;
        this.processed = counter(metrics, in.name(), "processed");
        this.notApplicable = counter(metrics, in.name(), "not-applicable");
        this.deadLettered = counter(metrics, in.name(), "dead-lettered");
    }

    private static Counter counter(MeterRegistry metrics, String topic, String outcome) {
        return Counter.builder("ganglion.records")
                .description("Records read, by what became of them")
                .tag("topic", topic)
                .tag("outcome", outcome)
                .register(metrics);
    }

    /**
     * Processes records as they come.
     *
     * @param records as read; keys and values are bytes
     * @param work gives what follows from an event; an empty list if the event does not concern this service. It fails only
     *     for what cannot pass: whatever may pass it retries itself.
     * @return the records to write
     */
    public Multi<Message<byte[]>> process(Multi<Message<byte[]>> records, Function<I, Uni<List<O>>> work) {
        return processSelected(records, record -> true, work);
    }

    /** Which records a stage works on. It sees a record before its value is read. */
    @FunctionalInterface
    public interface Selection {
        boolean test(IncomingKafkaRecordMetadata<byte[], byte[]> record);
    }

    /**
     * Processes the selected records, and acknowledges the others as not applicable without reading them.
     *
     * @see #process(Multi, Function)
     */
    public Multi<Message<byte[]>> processSelected(
            Multi<Message<byte[]>> records, Selection selected, Function<I, Uni<List<O>>> work) {
        return records.onItem()
                .transformToMulti(message -> one(message, selected, work))
                .merge(concurrency);
    }

    private Multi<Message<byte[]>> one(Message<byte[]> message, Selection selected, Function<I, Uni<List<O>>> work) {
        Optional<Work> begun = inHand.begin(deadLetters.group(), partition(message));
        if (begun.isEmpty()) {
            // The service stops. A record that keeps its place lets none of those behind it in.
            return Multi.createFrom().nothing();
        }
        Work held = begun.get();
        String key = key(message);
        if (!DeadLetters.origin(message).map(selected::test).orElse(true)) {
            return followUp(message, List.of(), held);
        }
        Uni<List<Message<byte[]>>> results = Uni.createFrom()
                .deferred(() -> work.apply(decode(message, key)))
                .onItem()
                .transform(made -> encode(message, made));
        return orGivenUp(results, held)
                .onItem()
                .transformToMulti(made -> held.done() ? followUp(message, made, held) : handBack(held))
                .onFailure()
                .recoverWithMulti(failure -> held.done() ? rejection(message, failure, held) : handBack(held));
    }

    /**
     * The same, or an item that stands for nothing when the work is given up, which is then cancelled: on the context where it
     * began, if any. (Mutiny's own "any of" makes a future of each, and cancels that which is late by an exception with all its
     * stack, for every record.)
     */
    private static <T> Uni<T> orGivenUp(Uni<T> results, Work held) {
        Context context = Vertx.currentContext();
        Executor here = context == null ? Runnable::run : step -> context.runOnContext(nothing -> step.run());
        return Uni.createFrom().emitter(emitter -> {
            Cancellable work = results.subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(work::cancel);
            held.onGivenUp(() -> here.execute(() -> {
                work.cancel();
                emitter.complete(null);
            }));
        });
    }

    /** Not acknowledged: whoever has the partition reads the record again. */
    private static Multi<Message<byte[]>> handBack(Work held) {
        held.over();
        return Multi.createFrom().empty();
    }

    private static TopicPartition partition(Message<byte[]> message) {
        return DeadLetters.origin(message)
                .map(record -> new TopicPartition(record.getTopic(), record.getPartition()))
                .orElse(NOWHERE);
    }

    private static String key(Message<byte[]> message) {
        return DeadLetters.origin(message)
                .map(metadata -> metadata.getKey())
                .map(Stage::text)
                .orElse(null);
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    private I decode(Message<byte[]> message, String key) {
        I event = in.codec().decode(message.getPayload());
        String expected = in.key().apply(event);
        if (key != null && !expected.equals(key)) {
            throw new EventException("the record's key is not that of its event, " + expected);
        }
        return event;
    }

    /** What to send, ready but for its acknowledgement; fails here, and not on the way, if it cannot be sent. */
    private List<Message<byte[]>> encode(Message<byte[]> message, List<O> results) {
        List<Message<byte[]>> encoded = new ArrayList<>(results.size());
        for (O result : results) {
            Message<byte[]> next = out.message(service, result);
            for (Object metadata : message.getMetadata()) {
                // Its context and its trace follow from the record; not the record itself, whose headers may name a
                // topic.
                if (!(metadata instanceof IncomingKafkaRecordMetadata)) {
                    next = next.addMetadata(metadata);
                }
            }
            encoded.add(next);
        }
        return encoded;
    }

    private Multi<Message<byte[]>> followUp(Message<byte[]> message, List<Message<byte[]>> results, Work held) {
        if (results.isEmpty()) {
            notApplicable.increment();
            return settled(() -> message.ack().whenComplete((done, failure) -> held.over()));
        }
        AtomicInteger unacknowledged = new AtomicInteger(results.size());
        AtomicBoolean rejected = new AtomicBoolean();
        return Multi.createFrom().iterable(results).map(result -> result.withAck(
                        () -> unacknowledged.decrementAndGet() == 0 ? acknowledge(message, held) : DONE)
                .withNack(failure -> rejected.compareAndSet(false, true) ? reject(message, failure, held) : DONE));
    }

    private CompletionStage<Void> acknowledge(Message<byte[]> message, Work held) {
        processed.increment();
        return message.ack().whenComplete((done, failure) -> held.over());
    }

    private Multi<Message<byte[]>> rejection(Message<byte[]> message, Throwable failure, Work held) {
        return settled(() -> reject(message, failure, held));
    }

    private CompletionStage<Void> reject(Message<byte[]> message, Throwable failure, Work held) {
        deadLettered.increment();
        return deadLetters.put(message, failure).whenComplete((done, lost) -> held.over());
    }

    private static Multi<Message<byte[]>> settled(Supplier<CompletionStage<Void>> settle) {
        return Uni.createFrom().completionStage(settle).onItem().transformToMulti(done -> Multi.createFrom()
                .empty());
    }
}
