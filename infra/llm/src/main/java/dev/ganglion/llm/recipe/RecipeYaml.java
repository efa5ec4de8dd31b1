package dev.ganglion.llm.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * One recipe's YAML, read strictly: a field is there once and has a value, nothing is converted to another type, and
 * what makes YAML dangerous (anchors, aliases, tags) or ambiguous (several documents) is refused.
 */
final class RecipeYaml {

    private static final int DEEPEST = 32;

    private static final ObjectMapper STRICT = mapper();
    private static final ObjectMapper LENIENT =
            STRICT.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final String origin;
    private final String text;
    /** The line of everything that is written, from 1. */
    private final Map<JsonPointer, Integer> lines = new HashMap<>();

    /**
     * @param origin the file, for errors
     * @param text at most {@link RecipeFile#LARGEST} bytes
     * @throws RecipeException if it is not YAML, or uses more of it than recipes do
     */
    RecipeYaml(String origin, String text) {
        this.origin = origin;
        this.text = text;
        try {
            scan();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /**
     * Everything in it, for the digest.
     *
     * @throws RecipeException if it is not a mapping
     */
    JsonNode tree() {
        try {
            JsonNode tree = STRICT.readTree(text);
            if (!tree.isObject()) {
                throw RecipeException.in(origin, 0, "a recipe is a mapping of fields to values", null);
            }
            return tree;
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Reads these fields and ignores others. */
    <T> T some(Class<T> fields) {
        try {
            return LENIENT.readValue(text, fields);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /**
     * Reads all fields.
     *
     * @param others fields of the top level that belong to somebody else
     */
    <T> T all(Class<T> fields, Set<String> others) {
        try {
            return STRICT.readerFor(fields).withHandler(new Skipping(others)).readValue(text);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** The line of a field of the top level, from 1; 0 if it is not there. */
    int line(String field) {
        return lines.getOrDefault(JsonPointer.empty().appendProperty(field), 0);
    }

    private void scan() throws IOException {
        try (YAMLParser parser = (YAMLParser) STRICT.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = parser.currentTokenLocation().getLineNr();
                JsonPointer written = parser.getParsingContext().pathAsPointer();
                boolean first = lines.putIfAbsent(written, line) == null;
                String fault = fault(parser, token, !first && written.matches() && !token.isStructEnd());
                if (fault != null) {
                    throw RecipeException.in(origin, line, fault, null);
                }
            }
        }
    }

    private static String fault(YAMLParser parser, JsonToken token, boolean another) throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            return "anchors (&…) and aliases (*…) are not used in recipes: write the value out";
        }
        if (parser.getTypeId() != null) {
            return "tags (!…) are not used in recipes";
        }
        if (token == JsonToken.VALUE_NULL) {
            return "a value is missing: write one, or leave the field out to have its default";
        }
        return another ? "a recipe is one YAML document; another one begins here" : null;
    }

    private RecipeException refused(IOException e) {
        return RecipeException.in(origin, YamlErrors.line(e, text, lines), YamlErrors.reason(e), e);
    }

    private static ObjectMapper mapper() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(RecipeFile.LARGEST);
        YAMLFactory factory = YAMLFactory.builder()
                .loaderOptions(options)
                .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
        return YAMLMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, coercions -> {
                    for (CoercionInputShape shape : new CoercionInputShape[] {
                        CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
                    }) {
                        coercions.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                .build();
    }

    /** Passes over fields of the top level that are known to somebody else. */
    private static final class Skipping extends DeserializationProblemHandler {

        private final Set<String> fields;

        Skipping(Set<String> fields) {
            this.fields = fields;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String field)
                throws IOException {
            if (!parser.getParsingContext().getParent().inRoot() || !fields.contains(field)) {
                return false;
            }
            parser.skipChildren();
            return true;
        }
    }
}
