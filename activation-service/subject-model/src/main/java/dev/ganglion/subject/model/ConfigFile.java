package dev.ganglion.subject.model;

import static dev.ganglion.subject.ModelException.quote;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The fields of a {@code config.json}, each checked as it is asked for. A field that is null counts as absent. */
final class ConfigFile {

    private static final long LARGEST_FILE = 1 << 20;

    /** Ten times what any model has, and small enough that products of two sizes fit a long with room to spare. */
    private static final int LARGEST_SIZE = 10_000_000;

    private final Path file;
    private final JsonNode root;

    private ConfigFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** @throws ModelException if the file cannot be read or is no JSON object */
    static ConfigFile read(Path file) {
        JsonNode root;
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ModelException(file + " has " + Files.size(file) + " bytes, more than any configuration.");
            }
            root = new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new ModelException(file + " is not valid JSON.", e);
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
        if (!root.isObject()) {
            throw new ModelException(file + " is not a JSON object.");
        }
        return new ConfigFile(file, root);
    }

    /** @return the field's text, or empty if it is absent */
    String text(String field, String absent) {
        JsonNode value = root.path(field);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.isTextual()) {
            throw wrong(field, "text", value);
        }
        return value.asText();
    }

    /** A size: a whole number of at least 1. */
    int size(String field) {
        if (isAbsent(root.path(field))) {
            throw new ModelException(file + " has no " + field + ".");
        }
        return size(field, 0);
    }

    int size(String field, int absent) {
        JsonNode value = root.path(field);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.asInt() < 1
                || value.asInt() > LARGEST_SIZE) {
            throw wrong(field, "a whole number from 1 to " + LARGEST_SIZE, value);
        }
        return value.asInt();
    }

    /** A number above 0. */
    double positive(String field, double absent) {
        JsonNode value = root.path(field);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.isNumber() || !(value.asDouble() > 0) || Double.isInfinite(value.asDouble())) {
            throw wrong(field, "a number above 0", value);
        }
        return value.asDouble();
    }

    boolean flag(String field, boolean absent) {
        JsonNode value = root.path(field);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.asBoolean();
    }

    ModelException unsupported(String field, String value, String supported) {
        return new ModelException(
                file + ": " + field + " is " + quote(value) + ", and only " + supported + " is supported.");
    }

    ModelException refused(String what) {
        return new ModelException(file + ": " + what + ".");
    }

    private ModelException wrong(String field, String wanted, JsonNode value) {
        return new ModelException(
                file + ": " + field + " must be " + wanted + ", and is " + quote(value.toString()) + ".");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
