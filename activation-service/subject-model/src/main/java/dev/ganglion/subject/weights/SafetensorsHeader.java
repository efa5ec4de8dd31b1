package dev.ganglion.subject.weights;

import static dev.ganglion.subject.ModelException.quote;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and checks the JSON header of a safetensors file, as the format's description has it: the tensors cover the
 * bytes after the header exactly, without a gap or an overlap, and each has the bytes its shape and format need.
 */
final class SafetensorsHeader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Bits per number of the formats known; the size of a tensor in another format is not checked. */
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("BOOL", 8),
            Map.entry("U8", 8),
            Map.entry("I8", 8),
            Map.entry("F8_E5M2", 8),
            Map.entry("F8_E4M3", 8),
            Map.entry("U16", 16),
            Map.entry("I16", 16),
            Map.entry("F16", 16),
            Map.entry("BF16", 16),
            Map.entry("U32", 32),
            Map.entry("I32", 32),
            Map.entry("F32", 32),
            Map.entry("U64", 64),
            Map.entry("I64", 64),
            Map.entry("F64", 64));

    private final Path file;
    private final long dataBytes;

    private SafetensorsHeader(Path file, long dataBytes) {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /**
     * The tensors of a file by their names.
     *
     * @param header the header's JSON
     * @param dataBytes how many bytes the file has after its header
     * @throws ModelException naming the file, and the tensor if one is to blame
     */
    static Map<String, TensorEntry> parse(Path file, byte[] header, long dataBytes) {
        return new SafetensorsHeader(file, dataBytes).parse(header);
    }

    private Map<String, TensorEntry> parse(byte[] header) {
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (IOException e) {
            throw new ModelException(file + " is not a safetensors file: its header is not valid JSON.", e);
        }
        if (!root.isObject()) {
            throw new ModelException(file + " is not a safetensors file: its header is not a JSON object.");
        }
        Map<String, TensorEntry> entries = new TreeMap<>();
        root.properties().forEach(field -> {
            if (!field.getKey().equals("__metadata__")) {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
            }
        });
        checkCover(entries);
        return Collections.unmodifiableMap(entries);
    }

    private TensorEntry entry(String name, JsonNode node) {
        JsonNode dtype = node.path("dtype");
        JsonNode offsets = node.path("data_offsets");
        if (!dtype.isTextual() || !node.path("shape").isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw broken(name, "needs a dtype, a shape and two data_offsets");
        }
        List<Long> shape = new ArrayList<>();
        for (JsonNode size : node.path("shape")) {
            shape.add(whole(name, "shape", size));
        }
        long begin = whole(name, "data_offsets", offsets.get(0));
        long end = whole(name, "data_offsets", offsets.get(1));
        if (end < begin) {
            throw broken(name, "ends at byte " + end + ", before it begins at byte " + begin);
        }
        TensorEntry entry = new TensorEntry(name, dtype.asText(), List.copyOf(shape), begin, end);
        checkSize(entry);
        return entry;
    }

    private long whole(String tensor, String field, JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
            throw broken(tensor, "has " + quote(number.asText()) + " in its " + field + ", where a size belongs");
        }
        return number.asLong();
    }

    private void checkSize(TensorEntry entry) {
        Integer bits = BITS.get(entry.dtype());
        if (bits == null) {
            return;
        }
        long expected = bits / 8;
        try {
            for (long size : entry.shape()) {
                expected = Math.multiplyExact(expected, size);
            }
        } catch (ArithmeticException e) {
            throw broken(entry.name(), "has a shape larger than any file");
        }
        if (expected != entry.bytes()) {
            throw broken(
                    entry.name(),
                    "has " + entry.bytes() + " bytes, but its shape " + entry.shape() + " in " + entry.dtype()
                            + " needs " + expected);
        }
    }

    private void checkCover(Map<String, TensorEntry> entries) {
        List<TensorEntry> inOrder = new ArrayList<>(entries.values());
        inOrder.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        long covered = 0;
        for (TensorEntry entry : inOrder) {
            if (entry.begin() != covered) {
                throw broken(
                        entry.name(),
                        "begins at byte " + entry.begin() + " of the data, but the tensor before it ends at byte "
                                + covered);
            }
            covered = entry.end();
        }
        if (covered > dataBytes) {
            throw new ModelException(file + " is truncated: its tensors need " + covered
                    + " bytes after the header, and it has " + dataBytes + "; copy or download it again.");
        }
        if (covered < dataBytes) {
            throw new ModelException(file + " is damaged: " + (dataBytes - covered) + " bytes follow its last tensor.");
        }
    }

    private ModelException broken(String tensor, String what) {
        return new ModelException(file + " is damaged: its tensor " + quote(tensor) + " " + what + ".");
    }
}
