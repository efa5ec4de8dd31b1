package dev.ganglion.subject.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of the files that hold the weights of a large model, out of its {@code model.safetensors.index.json}. */
final class ShardIndex {

    private static final int MOST_FILES = 1_000;
    private static final String MAP = "weight_map";
    /** No path leads out of the model's folder. */
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}\\.safetensors");

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private ShardIndex() {}

    /**
     * The names, in their order.
     *
     * @throws ModelException if the file is malformed, or names what is no file beside it
     */
    static Set<String> files(Path index) {
        Set<String> files = new TreeSet<>();
        try (JsonParser parser = JSON.createParser(index.toFile())) {
            require(parser.nextToken() == JsonToken.START_OBJECT, index);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(MAP);
                JsonToken value = parser.nextToken();
                if (wanted) {
                    require(value == JsonToken.START_OBJECT, index);
                    readMap(parser, files, index);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new ModelException(index + " is not valid JSON.", e);
        } catch (IOException e) {
            throw ModelException.unreadable(index, e);
        }
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new ModelException(
                    index + " names " + files.size() + " files of weights; 1 to " + MOST_FILES + " can be taken.");
        }
        return files;
    }

    private static void readMap(JsonParser parser, Set<String> files, Path index) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            require(parser.nextToken() == JsonToken.VALUE_STRING, index);
            String file = parser.getText();
            if (!FILE.matcher(file).matches()) {
                throw new ModelException(index + " names " + ModelException.quote(file)
                        + ", which is no .safetensors file beside it; do not use this model.");
            }
            if (files.size() <= MOST_FILES) {
                files.add(file);
            }
        }
    }

    private static void require(boolean wellFormed, Path index) {
        if (!wellFormed) {
            throw new ModelException(index + " has no object \"" + MAP + "\" of tensor names and files.");
        }
    }
}
