package dev.ganglion.demo;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What a safetensors file says it holds.
 *
 * @param end where the values begin, in bytes
 */
record SafetensorsHeader(long end, Map<String, Shape> shapes, Map<String, String> types) {

    static SafetensorsHeader read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong());
        JsonNode header = new ObjectMapper().readTree(bytes.array(), Long.BYTES, length);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        header.properties().forEach(field -> {
            if (!field.getKey().equals("__metadata__")) {
                shapes.put(field.getKey(), shape(field.getValue().get("shape")));
                types.put(field.getKey(), field.getValue().get("dtype").asText());
            }
        });
        return new SafetensorsHeader(Long.BYTES + length, shapes, types);
    }

    private static Shape shape(JsonNode sizes) {
        return new Shape(StreamSupport.stream(sizes.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray());
    }
}
