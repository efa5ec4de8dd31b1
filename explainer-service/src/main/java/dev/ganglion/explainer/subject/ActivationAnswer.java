package dev.ganglion.explainer.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronId;
import dev.ganglion.llm.prompt.ShownToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is asked of {@code POST /activations}, and what its answers mean. */
final class ActivationAnswer {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST_DETAIL = 200;
    private static final int LONGEST_WISH_SECONDS = 300;

    private ActivationAnswer() {}

    static byte[] question(NeuronId neuron, String sentence) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("model", neuron.model())
                .put("text", sentence)
                .put("layer", neuron.layer());
        body.putArray("neurons").add(neuron.index());
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    /**
     * Reads an answer.
     *
     * @param retryAfter the header, or null
     * @throws AwayException if the server may answer another time
     * @throws SentenceRefusedException if the model cannot take the sentence
     * @throws UnknownSubjectException if there is no such model, or no activation server
     */
    static SentenceRun read(String url, int status, String retryAfter, byte[] body) {
        switch (status) {
            case 200 -> {
                return run(url, body);
            }
            case 400 -> throw new SentenceRefusedException(detail(body));
            case 429, 502, 503, 504 ->
                throw new AwayException(url + " answers " + status + ": " + detail(body), wish(retryAfter), true);
            case 500 -> throw new AwayException(url + " answers 500: " + detail(body), Duration.ZERO, false);
            default -> throw new UnknownSubjectException(url + " answers " + status + ": " + detail(body));
        }
    }

    private static SentenceRun run(String url, byte[] body) {
        try {
            JsonNode answer = MAPPER.readTree(body);
            List<String> tokens = new ArrayList<>();
            for (JsonNode token : answer.required("tokens")) {
                tokens.add(token.textValue());
            }
            JsonNode values = answer.required("activations").required(0);
            float[] activations = new float[values.size()];
            for (int i = 0; i < activations.length; i++) {
                // What is no number becomes NaN, and that is refused.
                activations[i] = values.get(i).isNumber() ? values.get(i).floatValue() : Float.NaN;
            }
            return new SentenceRun(tokens, ActivationValues.of(activations));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new UnknownSubjectException(
                    url + " answers, but not as an activation-service does: check activation-service.url");
        }
    }

    /** The problem document's one sentence, as far as it is one. */
    private static String detail(byte[] body) {
        try {
            String detail = MAPPER.readTree(body).path("detail").asText("");
            if (!detail.isBlank()) {
                return ShownToken.of(detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL));
            }
        } catch (IOException e) {
            // A proxy's page, perhaps: the status has to do.
        }
        return "no reason is given";
    }

    private static Duration wish(String retryAfter) {
        return retryAfter != null && retryAfter.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(LONGEST_WISH_SECONDS, Long.parseLong(retryAfter)))
                : Duration.ZERO;
    }
}
