package dev.ganglion.cli.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The outcomes as a table, kept as JSON and Markdown; a fault that is run again replaces its row. */
final class FaultTable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String HEAD =
            """
            | fault | times | neurons in | scores out | doubled | lost | LLM calls repeated (in flight at kills) | dead letters | seconds to recover |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private final Path json;
    private final Path markdown;
    private final List<Outcome> outcomes = new ArrayList<>();

    FaultTable(Path directory) throws IOException {
        Files.createDirectories(directory);
        json = directory.resolve("faults.json");
        markdown = directory.resolve("faults.md");
        if (Files.exists(json)) {
            outcomes.addAll(List.of(MAPPER.readValue(json.toFile(), Outcome[].class)));
        }
    }

    void add(Outcome outcome) throws IOException {
        outcomes.removeIf(before -> before.fault().equals(outcome.fault()));
        outcomes.add(outcome);
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), outcomes);
        Files.writeString(markdown, text());
    }

    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Outcome o : outcomes) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %d (%d) | %d | %.1f |%n",
                    o.fault(),
                    o.times(),
                    o.neurons(),
                    o.scores(),
                    o.doubled(),
                    o.lost(),
                    o.repeatedCalls(),
                    o.inFlight(),
                    o.deadLetters(),
                    o.secondsToRecover()));
        }
        return text.toString();
    }
}
