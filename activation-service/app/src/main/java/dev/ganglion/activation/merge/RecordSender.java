package dev.ganglion.activation.merge;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.NeuronActivations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends merged records, and tells when the broker has them: only then may their parts be let go. A topology's own sink does
 * not tell; after a crash its state could say "merged" of a record that was never sent. For any number of threads.
 */
final class RecordSender implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final String service;

    /** @param service the name of this service, for the events' source */
    RecordSender(Map<String, Object> settings, String service) {
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.service = service;
    }

    /**
     * Sends a record.
     *
     * @param done is told, on another thread, that the broker has it: null, or why it has not
     * @throws dev.ganglion.events.EventException if it is too large
     */
    void send(NeuronActivations record, Consumer<Exception> done) {
        EventTopic<NeuronActivations> topic = EventTopic.NEURON_ACTIVATIONS;
        producer.send(
                new ProducerRecord<>(
                        topic.name(),
                        null,
                        topic.key().apply(record).getBytes(StandardCharsets.UTF_8),
                        topic.codec().encode(record),
                        topic.headers(service, record)),
                (metadata, problem) -> done.accept(problem));
    }

    @Override
    public void close() {
        producer.close(MergeStreams.STOP);
    }
}
