package dev.ganglion.activation.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.ganglion.activation.RequestException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to run.
 *
 * @param model the model's name
 * @param layer from 0
 * @param neurons their indexes in the layer; none for those that rise highest
 */
@Schema(description = "A text for a model, and which of its neurons to look at")
public record TextQuestion(
        @Schema(description = "The model's name, one of /api/models", examples = "demo", required = true) String model,
        @Schema(
                        description = "The text; no longer than the model's context",
                        examples = "\"And it came to pass in those days\"",
                        required = true,
                        minLength = 1,
                        maxLength = 16384)
                String text,
        @Schema(description = "From 0", examples = "2", required = true, minimum = "0") Integer layer,
        @Schema(
                        description = "Indexes in the layer; without them the ten that rise highest after position 0",
                        examples = "[3, 17]",
                        maxItems = 64)
                List<Integer> neurons) {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build()
            .readerFor(TextQuestion.class);

    /** @throws RequestException with one sentence, if a field is missing */
    public TextQuestion {
        needed("model", model);
        needed("text", text);
        needed("layer", layer);
        if (neurons != null && neurons.stream().anyMatch(Objects::isNull)) {
            throw new RequestException("The field \"neurons\" holds a null; send indexes, for example [3, 17].");
        }
        neurons = neurons == null ? List.of() : List.copyOf(neurons);
    }

    private static void needed(String field, Object value) {
        if (value == null) {
            throw new RequestException("The field \"" + field + "\" is missing.");
        }
    }

    /** @throws RequestException with one sentence, if it is not such a question; it quotes nothing of the body */
    static TextQuestion parse(byte[] body) {
        try {
            TextQuestion question = READER.readValue(body);
            if (question == null) {
                throw new RequestException("The body is null; send a JSON object.");
            }
            return question;
        } catch (UnrecognizedPropertyException e) {
            throw new RequestException("A field is not known; there are model, text, layer and neurons.");
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof RequestException refusal ? refusal : new RequestException(wrong(e));
        } catch (JsonProcessingException e) {
            throw new RequestException(
                    "The body is not JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ").");
        } catch (IOException e) {
            throw new RequestException("The body cannot be read.");
        }
    }

    private static String wrong(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty()
                ? "The body is not the JSON object that is needed: {\"model\":\"…\",\"text\":\"…\",\"layer\":0}."
                : "The field \"" + path + "\" has a value of the wrong kind.";
    }
}
