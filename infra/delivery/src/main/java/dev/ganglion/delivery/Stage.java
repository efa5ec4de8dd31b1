package dev.ganglion.delivery;

import dev.ganglion.events.EventException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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

    private final EventTopic<I> in;
    private final EventTopic<O> out;
    private final URI source;
    private final int concurrency;
    private final DeadLetters deadLetters;
    private final Counter processed;
    private final Counter notApplicable;
    private final Counter deadLettered;

    /**
     * @param service the name of the service, for the events' source
     * @param concurrency the most records in work at a time
     * @param deadLetters where what cannot pass goes
     * @param metrics gets {@code ganglion.records} by topic and outcome
     */
    public Stage(
            String service,
            EventTopic<I> in,
            EventTopic<O> out,
            int concurrency,
            DeadLetters deadLetters,
            MeterRegistry metrics) {
        this.in = in;
        this.out = out;
        this.source = URI.create("/" + service);
        this.concurrency = concurrency;
        this.deadLetters = deadLetters;
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
        return records.onItem().transformToMulti(message -> one(message, work)).merge(concurrency);
    }

    private Multi<Message<byte[]>> one(Message<byte[]> message, Function<I, Uni<List<O>>> work) {
        return Uni.createFrom()
                .deferred(() -> work.apply(decode(message)))
                .onItem()
                .transform(this::encode)
                .onItem()
                .transformToMulti(results -> followUp(message, results))
                .onFailure()
                .recoverWithMulti(failure -> Uni.createFrom()
                        .completionStage(() -> reject(message, failure))
                        .onItem()
                        .transformToMulti(done -> Multi.createFrom().empty()));
    }

    private I decode(Message<byte[]> message) {
        I event = in.codec().decode(message.getPayload());
        byte[] key =
                DeadLetters.origin(message).map(metadata -> metadata.getKey()).orElse(null);
        String expected = in.key().apply(event);
        if (key != null && !expected.equals(new String(key, StandardCharsets.UTF_8))) {
            throw new EventException("the record's key is not that of its event, " + expected);
        }
        return event;
    }

    private List<Encoded> encode(List<O> results) {
        List<Encoded> encoded = new ArrayList<>(results.size());
        for (O result : results) {
            encoded.add(new Encoded(
                    out.key().apply(result).getBytes(StandardCharsets.UTF_8),
                    out.codec().encode(result),
                    out.id().apply(result)));
        }
        return encoded;
    }

    private Multi<Message<byte[]>> followUp(Message<byte[]> message, List<Encoded> results) {
        if (results.isEmpty()) {
            notApplicable.increment();
            return Uni.createFrom().completionStage(message::ack).onItem().transformToMulti(done -> Multi.createFrom()
                    .empty());
        }
        AtomicInteger unacknowledged = new AtomicInteger(results.size());
        return Multi.createFrom().iterable(results).map(result -> message.withPayload(result.value())
                .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(result.key())
                        .build())
                .addMetadata(OutgoingCloudEventMetadata.builder()
                        .withId(result.id())
                        .withType("dev.ganglion." + out.name())
                        .withSource(source)
                        .withDataContentType("application/json")
                        .build())
                .withAck(() -> acknowledge(message, unacknowledged))
                .withNack(failure -> reject(message, failure)));
    }

    private CompletionStage<Void> acknowledge(Message<byte[]> message, AtomicInteger unacknowledged) {
        if (unacknowledged.decrementAndGet() > 0) {
            return CompletableFuture.completedFuture(null);
        }
        processed.increment();
        return message.ack();
    }

    private CompletionStage<Void> reject(Message<byte[]> message, Throwable failure) {
        deadLettered.increment();
        return deadLetters.put(message, failure);
    }

    private record Encoded(byte[] key, byte[] value, String id) {}
}
