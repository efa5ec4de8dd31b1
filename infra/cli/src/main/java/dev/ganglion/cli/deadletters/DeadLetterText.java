package dev.ganglion.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.terminal.Terminal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Dead letters, for people and for programs. Keys, reasons and values are of unknown origin. */
public final class DeadLetterText {

    private static final int REASON_WIDTH = 100;
    private static final JsonMapper MAPPER = new JsonMapper();

    private DeadLetterText() {}

    static String table(DeadLetters.Listed listed) {
        List<DeadLetter> letters = listed.letters();
        if (letters.isEmpty()) {
            return "There are none.";
        }
        String line = "%-" + width(letters, "id", DeadLetter::id) + "s  %-20s  %-8s  %-"
                + width(letters, "recipe", DeadLetterText::recipe) + "s  %-"
                + width(letters, "key", DeadLetterText::key) + "s  %s%n";
        StringBuilder text = new StringBuilder(String.format(line, "id", "at", "state", "recipe", "key", "reason"));
        for (DeadLetter letter : letters) {
            text.append(String.format(
                    line,
                    letter.id(),
                    at(letter),
                    Terminal.plain(Objects.requireNonNullElse(letter.state(), "open")),
                    recipe(letter),
                    key(letter),
                    cut(reason(letter))));
        }
        text.append(count(letters)).append(listed.more() ? ", and there are more: --limit" : "");
        return text.toString();
    }

    /** {@code 1 dead letter}. */
    static String count(List<DeadLetter> letters) {
        return letters.size() + (letters.size() == 1 ? " dead letter" : " dead letters");
    }

    /** The most frequent reasons, a line each. */
    static String reasons(List<DeadLetter> letters, int most) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        letters.forEach(letter -> counts.merge(cut(reason(letter)), 1, Integer::sum));
        String shown = counts.entrySet().stream()
                .sorted((one, other) -> other.getValue() - one.getValue())
                .limit(most)
                .map(entry -> String.format("%7d  %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("\n"));
        return counts.size() > most ? shown + "\n         and other reasons" : shown;
    }

    private static int width(List<DeadLetter> letters, String title, Function<DeadLetter, String> of) {
        return Math.max(
                title.length(),
                letters.stream()
                        .mapToInt(letter -> of.apply(letter).length())
                        .max()
                        .orElse(1));
    }

    static String reason(DeadLetter letter) {
        return letter.reason() == null ? "it does not say why" : Terminal.plain(letter.reason());
    }

    private static String recipe(DeadLetter letter) {
        return letter.recipe() == null ? "–" : Terminal.plain(letter.recipe());
    }

    private static String key(DeadLetter letter) {
        return letter.key() == null ? "–" : cut(Terminal.plain(letter.key()));
    }

    private static String at(DeadLetter letter) {
        return letter.at() == null
                ? "–"
                : letter.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String cut(String text) {
        return text.length() <= REASON_WIDTH ? text : text.substring(0, REASON_WIDTH - 1) + "…";
    }

    static String whole(DeadLetter letter) {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("id", letter.id());
        lines.put("at", at(letter));
        lines.put("state", Objects.requireNonNullElse(letter.state(), "open"));
        lines.put("reason", letter.reason());
        lines.put("error", letter.error());
        lines.put("key", letter.key());
        lines.put("recipe", letter.recipe());
        lines.put("group", letter.group());
        lines.put("attempt", letter.attempt());
        lines.put(
                "read from",
                letter.from().topic() == null ? null : letter.from().id());
        lines.put("bytes", letter.bytes());
        StringBuilder text = new StringBuilder();
        lines.forEach((title, value) -> {
            if (value != null) {
                text.append(String.format("%-10s %s%n", title, Terminal.plain(value.toString())));
            }
        });
        return text + "\n" + Terminal.text(Objects.requireNonNullElse(letter.value(), "(no value)"));
    }

    static String json(DeadLetters.Listed listed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "deadLetters",
                listed.letters().stream().map(DeadLetterText::fields).toList());
        fields.put("more", listed.more());
        return write(fields);
    }

    static String json(DeadLetter letter) {
        return write(fields(letter));
    }

    private static Map<String, Object> fields(DeadLetter letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", letter.id());
        fields.put("service", letter.service());
        fields.put("at", letter.at() == null ? null : letter.at().toString());
        fields.put("state", letter.state());
        fields.put("reason", letter.reason());
        fields.put("error", letter.error());
        fields.put("key", letter.key());
        fields.put("recipe", letter.recipe());
        fields.put("group", letter.group());
        fields.put("attempt", letter.attempt());
        fields.put("from", letter.from());
        fields.put("bytes", letter.bytes());
        fields.put("value", letter.value());
        return fields;
    }

    public static String write(Object json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can be written as JSON", e);
        }
    }
}
