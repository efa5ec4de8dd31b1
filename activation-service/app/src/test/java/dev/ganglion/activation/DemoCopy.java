package dev.ganglion.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.demo.DemoModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A copy of the demo model, to be damaged. */
public final class DemoCopy {

    private static final short NAN = 0x7e00; // in float16

    private final Path directory;

    private DemoCopy(Path directory) {
        this.directory = directory;
    }

    /** Copies the model into a directory that is made. */
    public static DemoCopy in(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
                Files.copy(DemoModel.directory().resolve(file), directory.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DemoCopy(directory);
    }

    public Path directory() {
        return directory;
    }

    public DemoCopy without(String file) {
        try {
            Files.delete(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public DemoCopy withTruncatedWeights() {
        byte[] weights = read("model.safetensors");
        return write("model.safetensors", Arrays.copyOf(weights, weights.length / 2));
    }

    /** Replaces text in the configuration. */
    public DemoCopy withConfig(String text, String replacement) {
        String config = new String(read("config.json"));
        if (!config.contains(text)) {
            throw new IllegalArgumentException("there is no " + text + " in the configuration");
        }
        return write("config.json", config.replace(text, replacement).getBytes());
    }

    /** Lets one neuron be no number, always. */
    public DemoCopy withBrokenNeuron(int layer, int neuron) {
        byte[] weights = read("model.safetensors");
        ByteBuffer bytes = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.toIntExact(bytes.getLong(0));
        try {
            JsonNode bias =
                    new JsonMapper().readTree(weights, Long.BYTES, header).get("h." + layer + ".mlp.c_fc.bias");
            int start = Long.BYTES + header + bias.get("data_offsets").get(0).asInt();
            bytes.putShort(start + Short.BYTES * neuron, NAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write("model.safetensors", weights);
    }

    private byte[] read(String file) {
        try {
            return Files.readAllBytes(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DemoCopy write(String file, byte[] bytes) {
        try {
            Files.write(directory.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
