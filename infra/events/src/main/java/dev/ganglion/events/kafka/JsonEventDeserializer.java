package dev.ganglion.events.kafka;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads one kind of event for Kafka's own clients. */
abstract class JsonEventDeserializer<T> implements Deserializer<T> {

    private final EventCodec<T> codec;

    JsonEventDeserializer(Class<T> type) {
        this.codec = EventCodec.of(type);
    }

    @Override
    public T deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return codec.decode(bytes);
        } catch (EventException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }
}
