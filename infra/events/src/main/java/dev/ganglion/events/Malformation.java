package dev.ganglion.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in one sentence what is wrong with the bytes of an event, or of a file that others wrote, and where. Jackson's own
 * messages are for those who write Java, and they quote the text, which is hostile; the most that is quoted here is the id of
 * an excerpt or a neuron.
 */
public final class Malformation {

    private Malformation() {}

    /** The sentence, without a full stop; the bytes are not quoted. */
    public static String of(IOException e) {
        String where = e instanceof JsonMappingException mapping ? where(mapping) : "";
        Throwable cause = e instanceof JsonMappingException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof StreamConstraintsException) {
            return "it is nested too deeply, or a name or number in it is too long";
        }
        if (cause instanceof InputCoercionException) {
            return field(where) + " is a number out of range";
        }
        if (cause instanceof StreamReadException syntax) {
            return notJson(syntax);
        }
        if (e instanceof MismatchedInputException mismatch) {
            return where.isEmpty()
                    ? "it must be one JSON object and nothing else"
                    : field(where) + must(mismatch.getTargetType());
        }
        if (cause.getClass() == IllegalArgumentException.class) {
            return Excerpted.sentence(cause.getMessage()) + (where.isEmpty() ? "" : " (at " + where + ")");
        }
        return where.isEmpty() ? "not JSON" : field(where) + " cannot be read";
    }

    private static String notJson(JsonProcessingException e) {
        String at = e.getLocation() == null
                ? ""
                : " at byte " + Math.max(0, e.getLocation().getByteOffset());
        return e instanceof JsonEOFException ? "it ends too early," + at : "not JSON" + at;
    }

    private static String field(String where) {
        return "field \"" + where + "\"";
    }

    private static String must(Class<?> type) {
        if (type == null) {
            return " has a value of another type";
        }
        if (type.isPrimitive()) {
            // Jackson tells a primitive that is missing from one that is null or a string only in its message.
            return " is missing or not " + a(type);
        }
        return " must be " + a(type);
    }

    private static String a(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == NeuronId.class) {
            return "a neuron's key";
        }
        if (type == ActivationValues.class) {
            return "an array of numbers";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private static String where(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Excerpted.text(step.getFieldName()));
            }
        }
        return path.toString();
    }
}
