package dev.ganglion.cli.deadletters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which dead letters are meant; null wherever all are.
 *
 * @param service {@code explainer} and the like
 * @param recipe {@code name} or {@code name@digest8}
 * @param reason a part of it
 * @param since not older
 * @param until older
 * @param key of this neuron
 */
public record DeadLetterFilter(String service, String recipe, String reason, Instant since, Instant until, String key) {

    /** All of one service and recipe. */
    public static DeadLetterFilter of(String service, String recipe) {
        return new DeadLetterFilter(service, recipe, null, null, null, null);
    }

    /**
     * As a query.
     *
     * @param state {@code open}, {@code discarded}, {@code redriven} or {@code all}
     * @param after the {@code next} of the page before; null for the first
     */
    String query(String state, int limit, String after) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("service", service);
        parameters.put("recipe", recipe);
        parameters.put("reason", reason);
        parameters.put("since", since);
        parameters.put("until", until);
        parameters.put("key", key);
        parameters.put("state", state);
        parameters.put("limit", limit);
        parameters.put("after", after);
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Not every server takes a plus for a space. */
    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
