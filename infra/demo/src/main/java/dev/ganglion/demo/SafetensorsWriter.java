package dev.ganglion.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a model's parameters as a safetensors file: the header's length (8 bytes, little-endian), a JSON header with
 * each tensor's type, shape and place, then the values, row by row.
 */
final class SafetensorsWriter {

    private SafetensorsWriter() {}

    /**
     * @param type FLOAT16 or FLOAT32
     * @param file appears whole or not at all
     */
    static void write(Gpt2Parameters parameters, DataType type, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            byte[] header = header(parameters, type);
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (NDArray array : parameters.all()) {
                out.write(values(array, type));
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] values(NDArray array, DataType type) {
        try (NDArray copy = array.toType(type, true)) {
            return copy.toByteArray();
        }
    }

    private static byte[] header(Gpt2Parameters parameters, DataType type) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode header = json.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long[] end = {0};
        parameters.forEach((name, array) -> {
            ObjectNode tensor = header.putObject(name);
            tensor.put("dtype", nameOf(type));
            ArrayNode shape = tensor.putArray("shape");
            for (long size : array.getShape().getShape()) {
                shape.add(size);
            }
            long start = end[0];
            end[0] += array.size() * type.getNumOfBytes();
            tensor.putArray("data_offsets").add(start).add(end[0]);
        });
        String text = json.writeValueAsString(header);
        // The values start at a multiple of 8 bytes.
        String padding = " ".repeat((8 - text.length() % 8) % 8);
        return (text + padding).getBytes(StandardCharsets.US_ASCII);
    }

    private static String nameOf(DataType type) {
        return switch (type) {
            case FLOAT16 -> "F16";
            case FLOAT32 -> "F32";
            default -> throw new IllegalArgumentException("no safetensors name for " + type);
        };
    }
}
