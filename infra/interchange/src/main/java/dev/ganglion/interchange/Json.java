package dev.ganglion.interchange;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.ganglion.events.Malformation;
import java.io.IOException;

/**
 * Reads and writes JSON of others' layouts. What is read is hostile: nesting and names are bounded, a value of another type is
 * an error, and what is not known is passed over without being kept. Safe for use by many threads.
 */
public final class Json {

    private static final int DEEPEST = 32;
    private static final int LONGEST_STRING = 64 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, Fail)
                    .setCoercion(CoercionInputShape.Float, Fail)
                    .setCoercion(CoercionInputShape.Boolean, Fail))
            .build();

    private Json() {}

    /**
     * Reads one object.
     *
     * @throws InterchangeException with one sentence that names the field
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            T value = MAPPER.readValue(bytes, type);
            if (value == null) {
                throw new InterchangeException("it must be one JSON object and nothing else");
            }
            return value;
        } catch (IOException e) {
            // Without the cause, whose message quotes the file.
            throw new InterchangeException(Malformation.of(e));
        }
    }

    /** Writes one object, on one line. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON", e);
        }
    }
}
