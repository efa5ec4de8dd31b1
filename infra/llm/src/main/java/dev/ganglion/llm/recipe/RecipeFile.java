package dev.ganglion.llm.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A recipe as it is written: the fields that every recipe has, and the text with the rest of them. */
final class RecipeFile {

    /** The most bytes of a recipe. It has to fit, escaped, into an event. */
    static final int LARGEST = 128 * 1024;

    /** The fields that every recipe has; all others are its method's. */
    static final List<String> HEADER_FIELDS = List.of("name", "service", "method");

    private static final List<String> SERVICES = List.of("explainer", "simulator");

    /** What recipes are named with: it has to fit into the name of a consumer group. */
    static final String SLUG = "[a-z0-9][a-z0-9._-]{0,63}";

    private static final Pattern NAME = Pattern.compile(SLUG);

    private final String origin;
    private final String text;
    private final RecipeYaml yaml;
    private final JsonNode tree;
    private final Header header;

    private RecipeFile(String origin, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw RecipeException.in(origin, 0, "a recipe has at most " + LARGEST + " bytes", null);
        }
        this.origin = origin;
        this.text = Placeholders.fill(origin, decode(origin, bytes), System.getenv());
        this.yaml = new RecipeYaml(origin, text);
        this.tree = yaml.tree();
        this.header = yaml.some(Header.class);
        checkHeader();
    }

    /**
     * Reads a file of an operator.
     *
     * @throws RecipeException if it is no recipe
     */
    static RecipeFile mounted(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new RecipeFile(file.toString(), in.readNBytes(LARGEST + 1));
        } catch (IOException e) {
            throw RecipeException.in(
                    file.toString(), 0, "cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Reads {@code /recipes/NAME.yaml} beside the class. */
    static RecipeFile shipped(Class<?> home, String name) {
        String resource = "/recipes/" + name + ".yaml";
        try (InputStream in = home.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new RecipeFile("shipped recipe " + name + ".yaml", in.readNBytes(LARGEST + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return origin;
    }

    String text() {
        return text;
    }

    String name() {
        return header.name();
    }

    String service() {
        return header.service();
    }

    String method() {
        return header.method();
    }

    /** Where a field is, from 1. */
    int line(String field) {
        return yaml.line(field);
    }

    /** Reads the method's fields. */
    <P> P parameters(Class<P> type) {
        return yaml.all(type, Set.copyOf(HEADER_FIELDS));
    }

    /** SHA-256 of what it says, whatever it is called and however it is laid out, and of the code that does it. */
    String digest(int methodVersion) {
        return RecipeDigest.of(tree, methodVersion);
    }

    private static String decode(String origin, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RecipeException.in(origin, 0, "not UTF-8", e);
        }
    }

    private void checkHeader() {
        for (String field : HEADER_FIELDS) {
            if (!tree.has(field)) {
                throw RecipeException.in(origin, 0, "missing field \"" + field + "\"", null);
            }
        }
        if (!NAME.matcher(name()).matches()) {
            throw RecipeException.in(
                    origin,
                    line("name"),
                    "\"" + YamlErrors.oneLine(name())
                            + "\" is not a recipe's name: use up to 64 of a-z, 0-9, '.', '_' and '-'",
                    null);
        }
        if (!SERVICES.contains(service())) {
            throw RecipeException.in(
                    origin, line("service"), "field \"service\" must be one of " + String.join(", ", SERVICES), null);
        }
    }

    private record Header(String name, String service, String method) {}
}
