package dev.ganglion.delivery;

import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Topics;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * What is on a topic: how its events are written, keyed and identified.
 *
 * @param name the topic
 * @param codec reads and writes its events
 * @param key the key of an event's record
 * @param id the event's deterministic id
 */
public record EventTopic<T>(String name, EventCodec<T> codec, Function<T, String> key, Function<T, String> id) {

    public static final EventTopic<ActivationRequest> ACTIVATION_REQUESTS = new EventTopic<>(
            Topics.ACTIVATION_REQUESTS,
            EventCodec.of(ActivationRequest.class),
            request -> request.id().toString(),
            request -> request.id().toString());

    public static final EventTopic<NeuronActivationPartial> NEURON_ACTIVATION_PARTIALS = new EventTopic<>(
            Topics.NEURON_ACTIVATION_PARTIALS,
            EventCodec.of(NeuronActivationPartial.class),
            partial -> partial.neuron().key(),
            partial -> partial.id() + "/" + partial.shard().index() + "/"
                    + partial.shard().of() + "/" + partial.piece().index());

    public static final EventTopic<CorpusScan> CORPUS_SCANS =
            new EventTopic<>(Topics.CORPUS_SCANS, EventCodec.of(CorpusScan.class), CorpusScan::key, CorpusScan::key);

    public static final EventTopic<NeuronActivations> NEURON_ACTIVATIONS = new EventTopic<>(
            Topics.NEURON_ACTIVATIONS,
            EventCodec.of(NeuronActivations.class),
            record -> record.neuron().key(),
            record -> record.id().toString());

    public static final EventTopic<Explanation> EXPLANATIONS = new EventTopic<>(
            Topics.EXPLANATIONS,
            EventCodec.of(Explanation.class),
            explanation -> explanation.neuron().key(),
            explanation -> explanation.id().toString());

    public static final EventTopic<Simulation> SIMULATIONS = new EventTopic<>(
            Topics.SIMULATIONS,
            EventCodec.of(Simulation.class),
            simulation -> simulation.neuron().key(),
            simulation -> simulation.id().toString());

    public static final EventTopic<Scores> SCORES = new EventTopic<>(
            Topics.SCORES,
            EventCodec.of(Scores.class),
            scores -> scores.neuron().key(),
            scores -> scores.id().toString());

    public static final EventTopic<PublishedRecipe> RECIPES = new EventTopic<>(
            Topics.RECIPES,
            EventCodec.of(PublishedRecipe.class),
            published -> published.recipe().digest(),
            published -> published.recipe().digest());

    /**
     * The event as a record to send: keyed, and a CloudEvent whose id is the event's own.
     *
     * @param service the service that made it
     * @throws EventException if the event is too large
     */
    public Message<byte[]> message(String service, T event) {
        OutgoingKafkaRecordMetadata<byte[]> kafka = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withKey(bytes(key.apply(event)))
                .withHeaders(headers(service, event))
                .build();
        return Message.of(codec.encode(event), Metadata.of(kafka));
    }

    /** The headers by which an event's record is a CloudEvent (Kafka protocol binding, binary content mode). */
    public Headers headers(String service, T event) {
        return new RecordHeaders()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(id.apply(event)))
                .add("ce_type", bytes("dev.ganglion." + name))
                .add("ce_source", bytes("/" + service))
                .add("ce_datacontenttype", bytes("application/json"))
                .add("content-type", bytes("application/json"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends an event that follows from no record.
     *
     * @return completes when the broker has it
     */
    public CompletionStage<Void> send(Emitter<byte[]> channel, String service, T event) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        channel.send(message(service, event)
                .withAck(() -> {
                    sent.complete(null);
                    return CompletableFuture.completedFuture(null);
                })
                .withNack(failure -> {
                    sent.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        return sent;
    }
}
