package dev.ganglion.benchmarks.activation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes a model directory of any size with random weights, in bfloat16, as GPT-2 is initialized. */
final class RandomModel {

    private static final double DEVIATION = 0.02;
    private static final int POOL = 1 << 21;
    private static final int BYTES = 2;
    private static final JsonMapper JSON = new JsonMapper();

    private final Size size;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private RandomModel(Size size) {
        this.size = size;
        int d = size.width();
        shapes.put("wte.weight", new long[] {size.vocabulary(), d});
        shapes.put("wpe.weight", new long[] {size.context(), d});
        for (int layer = 0; layer < size.layers(); layer++) {
            String at = "h." + layer + ".";
            normalization(at + "ln_1");
            projection(at + "attn.c_attn", d, 3 * d);
            projection(at + "attn.c_proj", d, d);
            normalization(at + "ln_2");
            projection(at + "mlp.c_fc", d, size.neurons());
            projection(at + "mlp.c_proj", size.neurons(), d);
        }
        normalization("ln_f");
    }

    private void normalization(String name) {
        shapes.put(name + ".weight", new long[] {size.width()});
        shapes.put(name + ".bias", new long[] {size.width()});
    }

    private void projection(String name, int in, int out) {
        shapes.put(name + ".weight", new long[] {in, out});
        shapes.put(name + ".bias", new long[] {out});
    }

    static void write(Size size, Path directory) throws IOException {
        RandomModel model = new RandomModel(size);
        JSON.writeValue(directory.resolve("config.json").toFile(), model.config());
        JSON.writeValue(directory.resolve("tokenizer.json").toFile(), model.tokenizer());
        model.writeWeights(directory.resolve("model.safetensors"));
    }

    private ObjectNode config() {
        return JSON.createObjectNode()
                .put("model_type", "gpt2")
                .put("vocab_size", size.vocabulary())
                .put("n_positions", size.context())
                .put("n_embd", size.width())
                .put("n_layer", size.layers())
                .put("n_head", size.heads())
                .put("activation_function", "gelu_new")
                .put("layer_norm_epsilon", 1e-5);
    }

    /** Byte-level BPE: the bytes, and as many pairs of them as it takes. */
    private ObjectNode tokenizer() {
        List<String> bytes = new ArrayList<>();
        int standIn = 256;
        for (int value = 0; value < 256; value++) {
            boolean visible = value > 32 && value < 127 || value > 160 && value != 173;
            bytes.add(String.valueOf((char) (visible ? value : standIn++)));
        }
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        for (String step : List.of("pre_tokenizer", "decoder")) {
            root.putObject(step)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", true);
        }
        ObjectNode model = root.putObject("model").put("type", "BPE");
        ObjectNode vocabulary = model.putObject("vocab");
        ArrayNode merges = model.putArray("merges");
        bytes.forEach(each -> vocabulary.put(each, vocabulary.size()));
        for (int pair = 0; vocabulary.size() < size.vocabulary(); pair++) {
            String first = bytes.get(pair / 256);
            String second = bytes.get(pair % 256);
            vocabulary.put(first + second, vocabulary.size());
            merges.addArray().add(first).add(second);
        }
        return root;
    }

    private void writeWeights(Path file) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        long end = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", "BF16");
            ArrayNode shape = entry.putArray("shape");
            for (long dimension : tensor.getValue()) {
                shape.add(dimension);
            }
            long start = end;
            end += BYTES * count(tensor.getValue());
            entry.putArray("data_offsets").add(start).add(end);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            write(out, length.putLong(json.length).flip());
            write(out, ByteBuffer.wrap(json));
            Random random = new Random(1);
            ByteBuffer pool = pool(random);
            for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
                writeTensor(out, tensor.getKey(), count(tensor.getValue()), pool, random);
            }
        }
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long dimension : shape) {
            count *= dimension;
        }
        return count;
    }

    private static ByteBuffer pool(Random random) {
        ByteBuffer pool = ByteBuffer.allocateDirect(POOL * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < POOL; i++) {
            pool.putShort(bfloat16((float) (DEVIATION * random.nextGaussian())));
        }
        return pool.clear();
    }

    /** Normalizations have weights of 1; whatever else there is, is drawn from the pool, from a random place on. */
    private static void writeTensor(FileChannel out, String name, long count, ByteBuffer pool, Random random)
            throws IOException {
        if (name.matches(".*ln_.*weight")) {
            ByteBuffer ones = ByteBuffer.allocate((int) count * BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (ones.hasRemaining()) {
                ones.putShort(bfloat16(1));
            }
            write(out, ones.flip());
            return;
        }
        int from = random.nextInt(POOL);
        for (long left = count; left > 0; ) {
            int part = (int) Math.min(left, POOL - from);
            write(out, pool.duplicate().position(from * BYTES).limit((from + part) * BYTES));
            left -= part;
            from = 0;
        }
    }

    private static short bfloat16(float value) {
        return (short) (Float.floatToRawIntBits(value) >>> 16);
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Bytes that its files take, about. */
    static long bytes(Size size) {
        return BYTES * size.weights() + (4 << 20);
    }

    /** Removes a model's files and their directory. */
    static void delete(Path directory) throws IOException {
        for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.deleteIfExists(directory);
    }
}
