package dev.ganglion.cli.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The outcomes as a table, in JSON and Markdown: a file for each fault, so that they can be run one by one. */
final class FaultTable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String HEAD =
            """
            | fault | times | neurons in | scores out | doubled | lost | LLM calls repeated | in flight at kills | dead letters | seconds to recover |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private final Path directory;

    FaultTable(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Adds a row, or replaces the fault's last one. */
    void add(Outcome outcome) throws IOException {
        MAPPER.writeValue(file(outcome.fault()).toFile(), outcome);
        List<Outcome> outcomes = outcomes();
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolve("faults.json").toFile(), outcomes);
        Files.writeString(directory.resolve("faults.md"), text());
    }

    /** The rows in the order of the suite. */
    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        outcomes().forEach(outcome -> text.append(row(outcome)));
        return text.toString();
    }

    private List<Outcome> outcomes() {
        return Faults.all().stream()
                .map(fault -> read(file(fault.name())))
                .filter(Objects::nonNull)
                .toList();
    }

    private Path file(String fault) {
        return directory.resolve(fault + ".json");
    }

    private static Outcome read(Path file) {
        try {
            return Files.exists(file) ? MAPPER.readValue(file.toFile(), Outcome.class) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Outcome o) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %.1f |%n",
                o.fault(),
                o.times(),
                o.neurons(),
                o.scores(),
                o.doubled(),
                o.lost(),
                o.repeatedCalls(),
                o.inFlight(),
                o.deadLetters(),
                o.secondsToRecover());
    }
}
