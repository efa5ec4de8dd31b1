package dev.ganglion.subject.model;

import static dev.ganglion.subject.ModelException.quote;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The fields of a {@code config.json}, each checked as it is asked for. A field that is null counts as absent. */
final class ConfigFile {

    private static final long LARGEST_FILE = 1 << 20;

    /** Ten times what any model has, and small enough that products of two sizes fit a long with room to spare. */
    private static final int LARGEST_SIZE = 10_000_000;

    private final String where;
    private final JsonNode root;

    private ConfigFile(String where, JsonNode root) {
        this.where = where;
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
        return new ConfigFile(file.toString(), root);
    }

    boolean has(String field) {
        return !isAbsent(root.path(field));
    }

    /** The fields of an object within this one, if it is there. */
    Optional<ConfigFile> object(String field) {
        JsonNode value = root.path(field);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(field, "an object", value);
        }
        return Optional.of(new ConfigFile(where + ", " + field, value));
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
        checkPresent(field);
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
    double positive(String field) {
        checkPresent(field);
        return positive(field, 0);
    }

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

    /**
     * How attention shares its width among heads; {@code head_dim} is honoured.
     *
     * @param queries the field with the number of heads
     * @param keys the field with the number of heads of keys and values; if it is absent, as many as queries
     * @param width shared among the heads if there is no {@code head_dim}
     */
    HeadShape heads(String queries, String keys, int width) {
        int count = size(queries);
        int keyCount = size(keys, count);
        if (!has("head_dim") && width % count != 0) {
            throw refused("a width of " + width + " cannot be shared among " + queries + " " + count);
        }
        if (count % keyCount != 0) {
            throw refused(queries + " " + count + " cannot be shared among " + keys + " " + keyCount);
        }
        return new HeadShape(count, keyCount, size("head_dim", width / count));
    }

    private void checkPresent(String field) {
        if (!has(field)) {
            throw new ModelException(where + " has no " + field + ".");
        }
    }

    ModelException unsupported(String field, String value, String supported) {
        return new ModelException(
                where + ": " + field + " is " + quote(value) + ", and only " + supported + " is supported.");
    }

    ModelException refused(String what) {
        return new ModelException(where + ": " + what + ".");
    }

    private ModelException wrong(String field, String wanted, JsonNode value) {
        return new ModelException(
                where + ": " + field + " must be " + wanted + ", and is " + quote(value.toString()) + ".");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
