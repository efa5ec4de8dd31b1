package dev.ganglion.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * An event as it was once written.
 *
 * @param name of the file below {@code golden/v1}
 * @param expected what it says
 */
record GoldenFile<T>(String name, Class<T> type, T expected) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    byte[] bytes() {
        return read(name);
    }

    JsonNode tree() {
        return parse(bytes());
    }

    T decode(JsonNode tree) {
        return EventCodec.of(type).decode(tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(String name) {
        try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/v1/" + name + ".json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
