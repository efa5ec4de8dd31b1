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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forgetting with a real broker; the services are played. */
class ForgetIT {

    private static final String ROOT = "ganglion.root";
    private static final String TERSE = "terse@1a2b3c4d";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String root = System.getProperty(ROOT);
    private PlayedApi api;

    @BeforeEach
    void play() throws IOException {
        api = PlayedApi.start();
        holds("models/terse", "terse", null, 0);
        holds("recipes/terse", TERSE, "explainer", 1024);
        holds("recipes/" + TERSE, TERSE, "explainer", 1024);
        System.setProperty(ROOT, directory.toString());
        runs("kafka");
    }

    @AfterEach
    void stop() {
        if (root == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, root);
        }
        api.stop();
    }

    private void runs(String title) throws IOException {
        PlayedCheckout.stack(
                directory.resolve(".ganglion/stack.json"),
                SharedServers.bootstrapServers(Topics.all()),
                api.address(),
                List.of(PlayedCheckout.running(
                        title, api.port(), ProcessHandle.current().pid(), Map.of())));
    }

    private void holds(String path, String name, String kind, long explanations, String... otherNames) {
        String names =
                Stream.of(otherNames).map(other -> "\"" + other + "\"").collect(Collectors.joining(",", "[", "]"));
        String answer = "{\"name\":\"" + name + "\",\"kind\":" + (kind == null ? null : "\"" + kind + "\"")
                + ",\"otherNames\":" + names
                + ",\"rows\":{\"activations\":0,\"explanations\":" + explanations
                + ",\"simulations\":0,\"scores\":0,\"judgements\":0,\"recipes\":0},\"total\":" + explanations + "}";
        api.answers("GET /api/" + path, 200, answer);
        api.answers("DELETE /api/" + path, 200, answer);
    }

    private int forget(String... arguments) {
        return Ganglion.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        Stream.concat(Stream.of("forget"), Stream.of(arguments)).toArray(String[]::new));
    }

    private List<String> removals() {
        return api.asked().stream()
                .filter(request -> request.startsWith("DELETE"))
                .toList();
    }

    @Test
    void whatIsForgottenIsNamedWithItsDigestAndWhatStaysIsSaid() {
        // When
        int code = forget("terse", "--yes");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(removals()).containsExactly("DELETE /api/recipes/" + TERSE + "?stage=explainer");
        assertThat(out.toString())
                .contains("Forgot the explainer recipe " + TERSE + ": 1,024 explanations.")
                .contains("stay on the topics explanations, simulations, scores")
                .contains("in the ledger", "It comes back if")
                .doesNotContain("running", "to read yet", "not known");
    }

    @Test
    void nothingGoesWithoutAYes() {
        // When
        int code = forget(TERSE);

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("ganglion: this forgets the explainer recipe " + TERSE
                        + ": 1,024 explanations; there is no terminal to ask on: add --yes");
        assertThat(removals()).isEmpty();
    }

    @Test
    void otherNamesOfTheSameRecipeAreSaidBeforeItGoes() {
        // Given
        holds("recipes/terse", TERSE, "explainer", 1024, "brief", "short");

        // When
        int code = forget("terse", "--dry-run");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("This would forget the explainer recipe " + TERSE
                        + ", which is also named brief and short: 1,024 explanations.");
    }

    @Test
    void aDryRunOnlyShowsIt() {
        // When
        int code = forget("terse", "--dry-run");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("This would forget the explainer recipe " + TERSE + ": 1,024 explanations.");
        assertThat(removals()).isEmpty();
    }

    @Test
    void aNameOfAModelAndARecipeIsAskedAbout() {
        // Given
        holds("models/terse", "terse", "model", 7);

        // When
        int code = forget("terse", "--yes");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("ganglion: terse is a model, and the name of the explainer recipe " + TERSE
                        + " too: add --kind model, explainer or simulator");
        assertThat(removals()).isEmpty();

        // When
        int ofModel = forget("terse", "--kind", "model", "--yes");

        // Then
        assertThat(ofModel).isZero();
        assertThat(removals()).containsExactly("DELETE /api/models/terse");
        assertThat(out.toString()).contains("Forgot the model terse", "neuron-activations, explanations");
    }

    @Test
    void whatTheServiceRefusesOrDoesNotHaveIsOneSentence() {
        // Given
        api.answers("GET /api/recipes/twice", 400, "{\"detail\":\"twice may be several: name one\"}");
        holds("models/twice", "twice", "model", 0);
        holds("models/nobody", "nobody", "model", 0);
        holds("recipes/nobody", "nobody", null, 0);

        // When, Then
        assertThat(forget("twice", "--yes")).isEqualTo(2);
        assertThat(forget("nobody", "--yes")).isEqualTo(2);
        assertThat(forget("not a name", "--yes")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "ganglion: twice may be several: name one",
                        "ganglion: the results database has nothing of a model or recipe nobody: see infra/ganglion status",
                        "ganglion: \"not a name\" names no recipe: write NAME or NAME@DIGEST, for example"
                                + " token-activation-pairs");
        assertThat(removals()).isEmpty();
    }

    @Test
    void aRecipeThatRunsIsSaidToGoOn() throws IOException {
        // Given
        runs("explainer-service:terse");
        api.answers(
                "GET /api/recipe",
                200,
                "{\"service\":\"explainer\",\"recipe\":{\"name\":\"terse\",\"digest\":\"1a2b3c4d5e\"},\"group\":\"g\"}");

        // When
        int code = forget("terse", "--yes", "--json");

        // Then
        assertThat(code).as(err.toString()).isZero();
        JsonNode answer = new JsonMapper().readTree(out.toString());
        assertThat(answer.get("forgotten").asBoolean()).isTrue();
        assertThat(answer.get("running").asBoolean()).isTrue();
        assertThat(answer.get("total").asLong()).isEqualTo(1024);
        assertThat(answer.get("recordsToRead").asLong()).isZero();
        assertThat(answer.get("staysOn")).hasSize(3);
    }
}
