package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.Topics;
import dev.ganglion.local.SharedServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters with a real broker; the services are played. */
class DeadLettersIT {

    private static final String ROOT = "ganglion.root";
    private static final String TERSE = "ends@1a2b3c4d";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String root = System.getProperty(ROOT);
    private PlayedCheckout checkout;
    private PlayedResults results;

    @BeforeEach
    void threeDeadLetters() throws IOException {
        String bootstrap = SharedServers.bootstrapServers(Topics.all());
        results = PlayedResults.start(bootstrap);
        results.add(0, 1, TERSE, "the prompt is too long");
        results.add(0, 2, TERSE, "the model refused");
        results.add(1, 7, "other@0a0b0c0d", "the prompt is too long");
        checkout = PlayedCheckout.in(directory);
        checkout.stack(ProcessHandle.current().pid(), bootstrap, results.address());
        System.setProperty(ROOT, directory.toString());
    }

    @AfterEach
    void stop() throws InterruptedException {
        System.setProperty(ROOT, root);
        results.stop();
    }

    private int deadLetters(String... arguments) {
        out.getBuffer().setLength(0);
        return Ganglion.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("dead-letters"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void theFiltersReachTheResults() {
        // When
        int code = deadLetters(
                "list",
                "--service",
                "explainer",
                "--recipe",
                "ends",
                "--reason",
                "too long & more",
                "--since",
                "2026-11-23T12:00:00Z",
                "--key",
                "demo/0-mlp/1");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(results.queries())
                .containsExactly("service=explainer&recipe=ends&reason=too long & more&since=2026-11-23T12:00:00Z"
                        + "&key=demo/0-mlp/1&state=open&limit=50");
        assertThat(out.toString()).contains("explainer-service.dlq/1/7", "3 dead letters");
    }

    @Test
    void whatIsDiscardedIsOpenNoMore() {
        // When
        int code = deadLetters("discard", "--reason", "too long", "--yes");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().strip()).isEqualTo("Discarded 3 dead letters.");
        assertThat(results.state("explainer-service.dlq/1/7")).isEqualTo("discarded");
        assertThat(deadLetters("list")).isZero();
        assertThat(out.toString().strip()).isEqualTo("There are none.");
    }

    @Test
    void nothingIsDiscardedWithoutAYes() {
        // When
        int code = deadLetters("discard", "explainer-service.dlq/0/1");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("this discards 1 dead letter", "add --yes");
        assertThat(results.state("explainer-service.dlq/0/1")).isEqualTo("open");
    }

    @Test
    void eachRecipeThatFailedIsRedrivenOnceAndWhatPassedIsCounted() throws Exception {
        // Given
        results.redriven("explainer-service.dlq/0/1");
        results.add(0, 3, TERSE, "the model refused");

        // When
        int code = deadLetters("redrive", "--reason", "refused", "--json");

        // Then
        assertThat(code).as(err.toString()).isEqualTo(1);
        JsonNode outcome = new JsonMapper().readTree(out.toString());
        assertThat(outcome.get("groups")).hasSize(2);
        assertThat(outcome.at("/groups/0/recipe").asText()).isEqualTo(TERSE);
        assertThat(outcome.at("/groups/0/code").asInt()).isZero();
        assertThat(outcome.get("passed").asInt()).isZero();
        assertThat(outcome.get("failedAgain").asInt()).isEqualTo(3);
        assertThat(checkout.calls().stream().filter(call -> !call.contains("--dry-run")))
                .hasSize(2)
                .allSatisfy(call -> assertThat(call).contains("--dead-letters --reason refused"))
                .anySatisfy(call -> assertThat(call).contains("--recipe " + TERSE))
                .anySatisfy(call -> assertThat(call).contains("--recipe other@0a0b0c0d"));
    }

    @Test
    void oneThatPassedIsSaidToHave() {
        // Given
        results.redriven("explainer-service.dlq/0/2");

        // When
        int code = deadLetters("redrive", "explainer-service.dlq/0/2");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("1 dead letter of explainer " + TERSE + ": 1 passed, 0 failed again");
    }

    @Test
    void oneThatIsNotThereIsOneSentence() {
        // When
        int code = deadLetters("show", "explainer-service.dlq/3/99");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo(
                        "ganglion: there is no dead letter explainer-service.dlq/3/99: infra/ganglion dead-letters list"
                                + " shows those that there are");
    }
}
