package dev.ganglion.subject.weights;

import static dev.ganglion.subject.ModelException.quote;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The weights of a model directory: one {@code model.safetensors}, or several files and the
 * {@code model.safetensors.index.json} that says which tensor is in which. Safe for several threads.
 */
public final class WeightFiles implements AutoCloseable {

    private static final String WHOLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    /** Room for some 100,000 tensors. */
    private static final long LARGEST_INDEX = 16L << 20;

    private final Path source;
    private final Map<String, SafetensorsFile> shards = new TreeMap<>(); // by the file's name
    private final Map<String, SafetensorsFile> tensors = new TreeMap<>(); // by the tensor's name

    private WeightFiles(Path source) {
        this.source = source;
    }

    /**
     * Opens a directory's weights and checks every header. One file goes before several, where there are both.
     *
     * @throws ModelException if there are none, or a file is missing, damaged, or lacks what the index says it has
     */
    public static WeightFiles open(Path directory) {
        Path whole = directory.resolve(WHOLE);
        Path index = directory.resolve(INDEX);
        if (!Files.isRegularFile(whole) && !Files.isRegularFile(index)) {
            throw new ModelException("The model directory " + directory + " has no file " + WHOLE + ", and no " + INDEX
                    + " of several.");
        }
        WeightFiles files = new WeightFiles(Files.isRegularFile(whole) ? whole : index);
        try {
            if (files.source.equals(whole)) {
                files.addWhole();
            } else {
                files.addShards(directory);
            }
            WeightFiles opened = files;
            files = null;
            return opened;
        } finally {
            if (files != null) {
                files.close();
            }
        }
    }

    private void addWhole() {
        SafetensorsFile file = SafetensorsFile.open(source);
        shards.put(WHOLE, file);
        file.names().forEach(name -> tensors.put(name, file));
    }

    private void addShards(Path directory) {
        JsonNode weightMap = index().path("weight_map");
        if (!weightMap.isObject() || weightMap.isEmpty()) {
            throw new ModelException(source + " has no \"weight_map\", which says which tensor is in which file.");
        }
        weightMap.properties().forEach(entry -> {
            String tensor = entry.getKey();
            SafetensorsFile shard = shards.computeIfAbsent(
                    shardName(tensor, entry.getValue()), name -> SafetensorsFile.open(directory.resolve(name)));
            if (!shard.names().contains(tensor)) {
                throw new ModelException(source + " says that " + shard.path() + " has the tensor " + quote(tensor)
                        + ", which it has not.");
            }
            tensors.put(tensor, shard);
        });
    }

    private JsonNode index() {
        try {
            if (Files.size(source) > LARGEST_INDEX) {
                throw new ModelException(source + " has " + Files.size(source) + " bytes, more than any index.");
            }
            return new JsonMapper().readTree(Files.readAllBytes(source));
        } catch (JacksonException e) {
            throw new ModelException(source + " is not valid JSON.", e);
        } catch (IOException e) {
            throw ModelException.unreadable(source, e);
        }
    }

    /** A file beside the index, and nowhere else: the index may come from anyone. */
    private String shardName(String tensor, JsonNode name) {
        String text = name.asText("");
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
            throw new ModelException(source + " has the tensor " + quote(tensor) + " in " + quote(text)
                    + ", which is not the name of a safetensors file beside it.");
        }
        return text;
    }

    /** The names of all tensors. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** How many numbers there are, of those formats that can be read. */
    public long numbers() {
        return shards.values().stream().mapToLong(SafetensorsFile::numbers).sum();
    }

    /** What names the tensors, for messages: the one file, or the index. */
    public Path source() {
        return source;
    }

    /**
     * One tensor, to be read in stretches.
     *
     * @param shape the shape it must have, outermost size first
     * @throws ModelException if there is no such tensor, or it has another shape or a format that cannot be read
     */
    public StoredTensor tensor(String name, long... shape) {
        SafetensorsFile file = tensors.get(name);
        if (file == null) {
            throw new ModelException(source + " has no tensor " + quote(name) + ".");
        }
        return file.tensor(name, shape);
    }

    /** All files, the index first if there is one, then by name. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (!shards.containsKey(WHOLE)) {
            files.add(source);
        }
        shards.values().forEach(shard -> files.add(shard.path()));
        return files;
    }

    @Override
    public void close() {
        shards.values().forEach(SafetensorsFile::close);
    }
}
