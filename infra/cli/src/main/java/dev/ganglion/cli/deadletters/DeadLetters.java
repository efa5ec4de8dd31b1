package dev.ganglion.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.cli.results.JsonHttp;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The dead letters that the results database has. */
public final class DeadLetters {

    private static final Pattern ID = Pattern.compile("[a-z0-9.-]{1,100}/\\d{1,9}/\\d{1,18}");
    private static final int PAGE = 200;

    private final JsonHttp http = new JsonHttp();
    private final String api;

    /**
     * @param viewer the scorer-service's address, ending in a slash
     */
    public DeadLetters(String viewer) {
        this.api = viewer + "api/dead-letters";
    }

    private record Page(List<JsonNode> items, String next) {}

    /** Some of them, and whether there are more. */
    public record Listed(List<DeadLetter> letters, boolean more) {}

    /**
     * Those that the filter lets through, by topic, partition and offset.
     *
     * @param state {@code open}, {@code discarded}, {@code redriven} or {@code all}
     * @param most how many at most
     */
    public Listed list(DeadLetterFilter filter, String state, int most) throws InterruptedException {
        List<DeadLetter> letters = new ArrayList<>();
        String after = null;
        try {
            do {
                int limit = Math.min(PAGE, most - letters.size());
                Page page = http.get(api + "?" + filter.query(state, limit, after), Page.class);
                page.items().forEach(item -> letters.add(read(item)));
                after = page.next();
            } while (after != null && letters.size() < most);
        } catch (IOException e) {
            throw silent(e);
        }
        return new Listed(List.copyOf(letters), after != null);
    }

    /**
     * One of them.
     *
     * @param id {@code <topic>/<partition>/<offset>}
     */
    public Optional<DeadLetter> find(String id) throws InterruptedException {
        if (!ID.matcher(id).matches()) {
            throw Refusal.badInput("a dead letter is TOPIC/PARTITION/OFFSET, for example explainer-service.dlq/2/17");
        }
        try {
            return http.find(api + "/" + id, JsonNode.class).map(DeadLetters::read);
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private static Refusal silent(IOException e) {
        return Refusal.failed("the scorer-service does not tell of the dead letters: " + e.getMessage(), e);
    }

    static DeadLetter read(JsonNode item) {
        JsonNode from = item.path("from");
        return new DeadLetter(
                item.path("topic").asText(),
                item.path("partition").asInt(),
                item.path("offset").asLong(),
                text(item, "key"),
                text(item, "reason"),
                text(item, "error"),
                text(item, "group"),
                text(item, "recipe"),
                item.path("attempt").isNumber() ? item.path("attempt").asInt() : null,
                instant(text(item, "at")),
                text(item, "state"),
                new DeadLetter.Place(
                        text(from, "topic"),
                        from.path("partition").isNumber()
                                ? from.path("partition").asInt()
                                : null,
                        from.path("offset").isNumber() ? from.path("offset").asLong() : null),
                item.path("bytes").asInt(),
                text(item, "value"));
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).isValueNode() && !item.path(field).isNull()
                ? item.path(field).asText()
                : null;
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
