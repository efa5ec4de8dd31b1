package dev.ganglion.activation.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.ganglion.activation.RequestException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the JSON of a question strictly: whatever is wrong is one sentence, which quotes nothing of the body. */
final class JsonBody {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private JsonBody() {}

    /**
     * @param type the question; its constructor says what is missing
     * @param example of a body that would do
     * @throws RequestException with one sentence, if the body is no such question
     */
    static <T extends Record> T read(byte[] body, Class<T> type, String example) {
        try {
            T question = MAPPER.readValue(body, type);
            if (question == null) {
                throw new RequestException("The body is null; send a JSON object.");
            }
            return question;
        } catch (UnrecognizedPropertyException e) {
            throw new RequestException("A field is not known; there are " + fields(type) + ".");
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof RequestException refusal ? refusal : new RequestException(wrong(e, example));
        } catch (JsonProcessingException e) {
            throw new RequestException(
                    "The body is not JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ").");
        } catch (IOException e) {
            throw new RequestException("The body cannot be read.");
        }
    }

    /** @throws RequestException if there is none */
    static void needed(String field, Object value) {
        if (value == null) {
            throw new RequestException("The field \"" + field + "\" is missing.");
        }
    }

    /**
     * @return empty for null
     * @throws RequestException if one of them is null
     */
    static List<Integer> numbers(String field, List<Integer> values) {
        if (values != null && values.stream().anyMatch(Objects::isNull)) {
            throw new RequestException("The field \"" + field + "\" holds a null; send numbers, for example [3, 17].");
        }
        return values == null ? List.of() : List.copyOf(values);
    }

    private static String fields(Class<? extends Record> type) {
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    private static String wrong(JsonMappingException e, String example) {
        String path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty()
                ? "The body is not the JSON object that is needed: " + example + "."
                : "The field \"" + path + "\" has a value of the wrong kind.";
    }
}
