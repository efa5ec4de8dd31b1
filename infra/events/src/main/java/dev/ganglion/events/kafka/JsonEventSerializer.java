package dev.ganglion.events.kafka;

import dev.ganglion.events.EventCodec;
import org.apache.kafka.common.serialization.Serializer;

/** Writes one kind of event for Kafka's own clients. */
abstract class JsonEventSerializer<T> implements Serializer<T> {

    private final EventCodec<T> codec;

    JsonEventSerializer(Class<T> type) {
        this.codec = EventCodec.of(type);
    }

    @Override
    public byte[] serialize(String topic, T event) {
        return event == null ? null : codec.encode(event);
    }
}
