package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.faults.Chain;
import dev.ganglion.cli.results.NeuronEvents;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Neurons of GPT-2 XL, published by a web server, through the built services and out again as files. */
class PublishedNeuronsIT {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String MODEL = "gpt2-xl";
    private static final String NEURON = "6/3251";
    private static final Path PUBLISHED =
            Path.of(System.getProperty("ganglion.root"), "infra/interchange/src/test/resources/openai");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final StringWriter err = new StringWriter();

    /** What it printed: one JSON object. */
    private JsonNode ganglion(int code, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        int exit = Ganglion.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(exit).as(err.toString()).isEqualTo(code);
        return MAPPER.readTree(out.toString());
    }

    @Test
    void publishedNeuronsAreExplainedScoredAndWrittenAgainInBothLayouts() throws Exception {
        // Given
        List<ServiceProgram> services =
                List.of(ServiceProgram.EXPLAINER, ServiceProgram.SIMULATOR, ServiceProgram.SCORER);
        try (Chain chain = new Chain(directory, directory.resolve("kafka"), false, services, 1);
                PublishedServer server = PublishedServer.start(PUBLISHED)) {
            String[] importing = {
                "import",
                "openai",
                server.address(),
                "--explanations",
                "--layers",
                "6,14",
                "--neurons",
                "3251,3822",
                "--json",
                "--bootstrap",
                chain.bootstrap()
            };
            Results results = new Results(chain.address(ServiceProgram.SCORER));

            // When
            JsonNode imported = ganglion(1, importing);

            // Then
            assertThat(imported.get("sent").asInt()).isEqualTo(2);
            assertThat(imported.get("missing").asInt())
                    .as("6/3822 and 14/3251 are not published here")
                    .isEqualTo(2);
            assertThat(imported.get("refused").asInt()).isZero();
            assertThat(imported.get("explanations").asInt()).isEqualTo(1);
            await("both are scored, and the published simulation")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> results.counts(MODEL).scores() == 3);
            NeuronEvents events = results.events(MODEL + "/6-mlp/3251").orElseThrow();
            Scores published = events.scores().stream()
                    .filter(scores -> scores.explainer().name().equals("openai-published"))
                    .findFirst()
                    .orElseThrow();
            assertThat(correlation(published, Split.TEST))
                    .as("of the published simulation, on excerpts that fire")
                    .isBetween(0.9, 1.0);

            // When: once more
            String[] resuming = Arrays.copyOf(importing, importing.length + 1);
            resuming[importing.length] = "--resume";
            JsonNode again = ganglion(1, resuming);

            // Then
            assertThat(again.get("sent").asInt()).isZero();
            assertThat(again.get("skipped").asInt()).isEqualTo(2);

            written(chain.address(ServiceProgram.SCORER), correlation(published, Split.VALID));
        }
    }

    private static double correlation(Scores scores, Split split) {
        return scores.on(split, ScoredOn.TOP_AND_RANDOM)
                .orElseThrow()
                .correlation()
                .value();
    }

    private void written(String viewer, double score) throws IOException {
        // When
        Path openai = directory.resolve("openai");
        Path neuronpedia = directory.resolve("neuronpedia");
        JsonNode first = ganglion(0, "export", "openai", openai.toString(), "--results", viewer, "--json");
        JsonNode again = ganglion(0, "export", "openai", openai.toString(), "--results", viewer, "--json", "--resume");
        ganglion(0, "export", "neuronpedia", neuronpedia.toString(), "--results", viewer, "--json");

        // Then
        assertThat(first.get("written").asInt()).isEqualTo(2);
        assertThat(again.get("skipped").asInt()).isEqualTo(2);
        String record = "data/collated-activations/" + NEURON + ".json";
        assertThat(same(json(openai.resolve(record)), json(PUBLISHED.resolve(record))))
                .as(Files.readString(openai.resolve(record)))
                .isTrue();
        JsonNode scored = json(openai.resolve("data/explanations/" + NEURON + ".jsonl"))
                .at("/scored_explanations/0/scored_simulation");
        assertThat(scored.get("ev_correlation_score").asDouble()).isEqualTo(score);
        assertThat(scored.get("scored_sequence_simulations"))
                .as("those published that are valid")
                .hasSize(2);
        assertThat(neuronpedia.resolve("gpt2-xl/6-mlp/activations/batch-3.jsonl.gz"))
                .exists();
        assertThat(neuronpedia.resolve("gpt2-xl/14-mlp/source.jsonl")).exists();
        for (String layout : List.of("openai", "neuronpedia")) {
            JsonNode checked =
                    ganglion(0, "import", layout, directory.resolve(layout).toString(), "--dry-run", "--json");
            assertThat(checked.get("checked").asInt()).as(layout).isEqualTo(2);
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }

    /** To the four digits that events have. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (a, b) -> {
                    if (a.isNumber() && b.isNumber()) {
                        double distance = Math.abs(a.doubleValue() - b.doubleValue());
                        return distance <= 5e-4 * Math.abs(b.doubleValue()) ? 0 : 1;
                    }
                    return a.equals(b) ? 0 : 1;
                },
                other);
    }
}
