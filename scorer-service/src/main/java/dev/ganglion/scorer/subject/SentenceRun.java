package dev.ganglion.scorer.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence with a neuron's activation on each of its tokens.
 *
 * @param tokens [tokens]
 * @param activations [tokens]
 */
public record SentenceRun(List<String> tokens, ActivationValues activations) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_DETAIL = 300;

    public SentenceRun {
        tokens = List.copyOf(tokens);
        if (tokens.size() != activations.size()) {
            throw new IllegalArgumentException(tokens.size() + " tokens have " + activations.size() + " activations");
        }
    }

    /** The body of {@code POST /activations}. */
    static byte[] question(NeuronId neuron, String sentence) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", neuron.model())
                .put("text", sentence)
                .put("layer", neuron.layer());
        body.putArray("neurons").add(neuron.index());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    /**
     * Reads the answer.
     *
     * @throws NoAnswerException with one sentence for whoever asked, if it has no activations
     */
    static SentenceRun read(NeuronId neuron, int status, byte[] body) {
        return switch (status) {
            case 200 -> run(body);
            case 400 -> throw new NoAnswerException("The model cannot take this sentence: " + detail(body));
            case 404 ->
                throw new NoAnswerException("The activation server does not serve the model " + neuron.model()
                        + ". Start it with SUBJECT_MODEL naming the model’s directory.");
            case 429, 503 ->
                throw new NoAnswerException("The activation server is busy with other texts. Try again in a moment.");
            default -> throw new NoAnswerException("The activation server answered " + status + ": " + detail(body));
        };
    }

    private static SentenceRun run(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            List<String> tokens = new ArrayList<>();
            answer.required("tokens").forEach(token -> tokens.add(token.textValue()));
            JsonNode values = answer.required("activations").required(0);
            float[] activations = new float[values.size()];
            for (int i = 0; i < activations.length; i++) {
                // What is no number becomes NaN, and that is refused.
                activations[i] = values.get(i).isNumber() ? values.get(i).floatValue() : Float.NaN;
            }
            return new SentenceRun(tokens, ActivationValues.of(activations));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new NoAnswerException(
                    "Something answers, but not as an activation server does: check" + " ACTIVATION_SERVICE_URL.");
        }
    }

    /** The problem document's one sentence, as far as it is one. */
    private static String detail(byte[] body) {
        try {
            String detail = JSON.readTree(body).path("detail").asText("");
            if (!detail.isBlank()) {
                return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
            }
        } catch (IOException e) {
            // A proxy's page, perhaps: no reason is given.
        }
        return "no reason is given.";
    }
}
