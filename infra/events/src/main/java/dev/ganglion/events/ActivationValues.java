package dev.ganglion.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.ganglion.events.json.EventParser;
import dev.ganglion.events.json.FourDigits;
import dev.ganglion.events.json.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers in a neuron's units, one for each token, rounded to four significant digits when they are made: what is sent
 * is what was held, and what was read is sent as it was. Immutable; all values are finite.
 */
@JsonSerialize(using = ActivationValues.Writer.class)
@JsonDeserialize(using = ActivationValues.Reader.class)
public final class ActivationValues {

    private final float[] values; // [tokens]
    private final byte[] json; // as it was read; null if it was not, or would be written otherwise

    private ActivationValues(float[] values, byte[] json) {
        this.values = values;
        this.json = json;
    }

    /** Takes values that are rounded already, and the array with them. */
    static ActivationValues rounded(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " is not a finite number");
            }
        }
        return new ActivationValues(values, null);
    }

    private static ActivationValues rounding(float[] values) {
        rounded(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = FourDigits.round(values[i]);
        }
        return new ActivationValues(values, null);
    }

    /**
     * Rounds a copy of these values.
     *
     * @throws IllegalArgumentException if one is NaN or infinite
     */
    public static ActivationValues of(float... values) {
        return rounding(values.clone());
    }

    /** Rounds these values, as {@link #of(float...)}. */
    public static ActivationValues of(double[] values) {
        float[] copy = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            copy[i] = (float) values[i];
        }
        return rounding(copy);
    }

    public int size() {
        return values.length;
    }

    public float get(int token) {
        return values[token];
    }

    /** A copy. */
    public float[] toArray() {
        return values.clone();
    }

    /** The largest of the values from this position on; negative infinity if there is none. */
    public float maximumFrom(int position) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int i = position; i < values.length; i++) {
            maximum = Math.max(maximum, values[i]);
        }
        return maximum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivationValues that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    static final class Writer extends JsonSerializer<ActivationValues> {
        @Override
        public void serialize(ActivationValues activations, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            float[] values = activations.values;
            if (generator instanceof TokenBuffer) {
                // On the way to a tree, where text that is written raw would stay text.
                writeOneByOne(values, generator);
                return;
            }
            if (activations.json != null) {
                generator.writeRawValue(new RawJson(activations.json, activations.json.length));
                return;
            }
            byte[] text = new byte[values.length * (FourDigits.LONGEST + 1) + 2];
            int at = 0;
            text[at++] = '[';
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    text[at++] = ',';
                }
                at = FourDigits.write(values[i], text, at);
            }
            text[at++] = ']';
            generator.writeRawValue(new RawJson(text, at));
        }

        private static void writeOneByOne(float[] values, JsonGenerator generator) throws IOException {
            byte[] text = new byte[FourDigits.LONGEST];
            generator.writeStartArray();
            for (float value : values) {
                int length = FourDigits.write(value, text, 0);
                generator.writeNumber(new String(text, 0, length, StandardCharsets.US_ASCII));
            }
            generator.writeEndArray();
        }
    }

    static final class Reader extends JsonDeserializer<ActivationValues> {
        @Override
        public ActivationValues deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                return (ActivationValues) context.handleUnexpectedToken(ActivationValues.class, parser);
            }
            EventParser events = parser instanceof EventParser plain ? plain : null;
            int start = events == null ? 0 : events.position() - 1; // with the bracket
            boolean asItStands = events != null;
            float[] values = new float[64];
            int size = 0;
            while (true) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, size * 2);
                }
                if (events != null) {
                    size = events.plainNumbers(values, size);
                    if (size == values.length) {
                        continue;
                    }
                }
                JsonToken next = parser.nextToken();
                if (next == JsonToken.END_ARRAY) {
                    break;
                }
                if (!next.isNumeric()) {
                    return (ActivationValues) context.handleUnexpectedToken(ActivationValues.class, parser);
                }
                values[size++] = FourDigits.read(parser.getText());
                asItStands = false;
            }
            float[] read = Arrays.copyOf(values, size);
            return asItStands && size > 0 && !events.rounded()
                    ? new ActivationValues(read, events.from(start))
                    : rounded(read);
        }
    }
}
