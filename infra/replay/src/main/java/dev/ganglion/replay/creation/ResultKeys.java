package dev.ganglion.replay.creation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.replay.topic.UnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keys of neurons, as the results know them. */
final class ResultKeys {

    /** More than any model has neurons, and far less than a heap. */
    private static final int MOST = 10_000_000;

    private static final int LONGEST_PROBLEM = 2000;
    private static final JsonMapper JSON = new JsonMapper();

    private final URI results;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    ResultKeys(URI results) {
        this.results = results;
    }

    /**
     * The neurons that the results have.
     *
     * @param model null for all; so are the others
     * @param below only those whose best score is under it, or that have none
     * @param explainer whose explanations are looked at
     * @throws IllegalArgumentException with the results' own sentence, if they refuse
     */
    Set<String> find(String model, String layers, String below, String explainer) throws InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("model", model);
        parameters.put("layers", layers);
        parameters.put("below", below);
        parameters.put("explainer", explainer);
        String query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI address = results.resolve("api/neuron-keys" + (query.isEmpty() ? "" : "?" + query));
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(5)).build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IllegalArgumentException("the scorer-service at " + results
                            + ", which is asked for neurons, answers "
                            + response.statusCode() + ": " + sentence(body.readNBytes(LONGEST_PROBLEM)));
                }
                return keys(body);
            }
        } catch (IOException e) {
            throw new UnavailableException(
                    "--below and --sample ask the scorer-service for neurons, and it does not answer at " + results
                            + " (RESULTS_URL): start it, or name the neurons with --neurons",
                    e);
        }
    }

    /** That of a problem document, or all there is. */
    private static String sentence(byte[] problem) {
        String text = new String(problem, StandardCharsets.UTF_8);
        try {
            text = JSON.readTree(problem).path("detail").asText(text);
        } catch (IOException e) {
            // Somebody else than the scorer-service answers, and in another way.
        }
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static Set<String> keys(InputStream body) throws IOException {
        Set<String> keys = new TreeSet<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank() && keys.add(line.strip()) && keys.size() > MOST) {
                throw new IllegalArgumentException(
                        "the results have more than " + MOST + " neurons: choose some with --model or --layers");
            }
        }
        return keys;
    }
}
