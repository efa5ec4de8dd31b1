package dev.ganglion.events;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.ganglion.events.json.EventParser;
import java.io.IOException;

/**
 * Reads and writes one kind of event as JSON. Fields that are not known are ignored, so that yesterday's services read
 * tomorrow's events; a required field that is missing is named. Safe for use by many threads.
 *
 * @param <T> the event's record
 */
public final class EventCodec<T> {

    /** The most bytes of an event. Broker and producers are configured for it. */
    public static final int LARGEST_EVENT = 512 * 1024;

    private static final JsonMapper MAPPER = mapper(new EventParser.Factory(new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(LARGEST_EVENT)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Also the shortest form on every JDK, which Double.toString has from 19 on only.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)));

    private final String name;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private EventCodec(Class<T> type, String name) {
        this.name = name;
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    /** A mapper that is as strict as events are read. */
    static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                // A value of another type is an error, not an occasion to guess.
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, Fail)
                        .setCoercion(CoercionInputShape.Float, Fail)
                        .setCoercion(CoercionInputShape.Boolean, Fail))
                .withCoercionConfig(
                        LogicalType.OtherScalar, config -> config.setCoercion(CoercionInputShape.EmptyString, Fail))
                .build();
    }

    public static <T> EventCodec<T> of(Class<T> type) {
        return of(type, type.getSimpleName());
    }

    /** @param name what errors call it */
    static <T> EventCodec<T> of(Class<T> type, String name) {
        return new EventCodec<>(type, name);
    }

    /**
     * Reads an event.
     *
     * @throws EventException with one sentence that says where it is malformed
     */
    public T decode(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            throw new EventException("malformed " + name + ": the record is empty");
        }
        if (bytes.length > LARGEST_EVENT) {
            throw new EventException(tooLarge(bytes.length));
        }
        try {
            T event = reader.readValue(bytes);
            if (event == null) {
                throw new EventException("malformed " + name + ": the record is null");
            }
            return event;
        } catch (IOException e) {
            // Without the cause, whose message quotes the event and would be logged and put into headers.
            throw new EventException("malformed " + name + ": " + Malformation.of(e));
        }
    }

    /**
     * Writes an event.
     *
     * @throws EventException if it is larger than {@link #LARGEST_EVENT}
     */
    public byte[] encode(T event) {
        byte[] bytes;
        try {
            bytes = writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " cannot be written as JSON", e);
        }
        if (bytes.length > LARGEST_EVENT) {
            throw new EventException(tooLarge(bytes.length));
        }
        return bytes;
    }

    private String tooLarge(int bytes) {
        return name + " of " + bytes + " bytes: an event has at most " + LARGEST_EVENT;
    }
}
