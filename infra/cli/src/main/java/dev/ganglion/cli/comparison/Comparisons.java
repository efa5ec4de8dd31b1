package dev.ganglion.cli.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.cli.results.JsonHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the scorer-service to compare. */
final class Comparisons {

    /** Longer than the database works on an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JsonHttp http = new JsonHttp();
    private final String api;

    /**
     * @param viewer the scorer-service's address, ending in a slash
     */
    Comparisons(String viewer) {
        this.api = viewer + "api/comparison";
    }

    /**
     * The answer as it came.
     *
     * @param question parameters by name; those that are null are left out
     * @throws dev.ganglion.cli.Refusal with the service's own sentence, if the question has no answer
     */
    ObjectNode ask(Map<String, String> question) throws IOException, InterruptedException {
        String query = question.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.ask(api + "?" + query, ObjectNode.class, PATIENCE);
    }

    /** The same to work with. */
    static Comparison read(ObjectNode answer) throws JsonProcessingException {
        return MAPPER.treeToValue(answer, Comparison.class);
    }
}
