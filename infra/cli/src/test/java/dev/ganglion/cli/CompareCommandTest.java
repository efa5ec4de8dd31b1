package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final String ROOT = "ganglion.root";
    private static final String ANSWER =
            """
            {"stage":"explainer","model":"demo","a":{"name":"terse","digest":"aaaaaaaa00"},
             "b":{"name":"chatty","digest":"bbbbbbbb00"},"under":{"name":"json","digest":"cccccccc00"},
             "scorer":"1","measure":"correlation","interval":"paired t, 95 %",
             "neurons":{"both":3,"onlyA":1,"onlyB":0,"undefinedA":0,"undefinedB":0,"undefinedBoth":1},
             "difference":{"pairs":2,"meanA":0.4,"meanB":0.5,"mean":0.1,"low":0.05,"high":0.15,"noInterval":null,
                "better":{"pairs":2,"share":1.0},"equal":{"pairs":0,"share":0.0},"worse":{"pairs":0,"share":0.0}},
             "layers":[],"gained":[],"lost":[]}""";
    private static final String COSTS =
            """
            {"recipes":[{"recipe":"terse@aaaaaaaa","service":"explainer","model":"m","spent":0.25,"calls":50,"neurons":48,
             "dollarsPerNeuron":0.0052,"unpriced":0}]}""";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String root = System.getProperty(ROOT);
    private PlayedApi api;

    @BeforeEach
    void play() throws IOException {
        api = PlayedApi.start();
        api.answers("GET /api/comparison", 200, ANSWER);
        System.setProperty(ROOT, directory.toString());
        runs("kafka");
    }

    private void runs(String title) throws IOException {
        long self = ProcessHandle.current().pid();
        PlayedCheckout.stack(
                directory.resolve(".ganglion/stack.json"),
                "127.0.0.1:1",
                api.address(),
                List.of(PlayedCheckout.running(title, api.port(), self, Map.of())));
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

    private int compare(String... arguments) {
        return Ganglion.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("compare"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void theQuestionReachesTheResults() {
        // When
        int code =
                compare("terse@aaaaaaaa", "chatty", "--simulator", "json", "--model", "demo", "--stage", "explainer");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(api.asked())
                .contains("GET /api/comparison?a=terse@aaaaaaaa&b=chatty&stage=explainer&simulator=json&model=demo");
        assertThat(out.toString()).contains("B − A  +0.100  +0.050 to +0.150 (paired t, 95 %)  B is better");
    }

    @Test
    void withoutALedgerTheCostIsSaidToBeUnknown() {
        // When
        int code = compare("terse", "chatty");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("cost unknown", "What they cost is not known now: no recipe that asks a model is running");
    }

    @Test
    void theLedgerTellsWhatEachCost() throws IOException {
        // Given
        runs("explainer-service:terse");
        api.answers("GET /api/llm", 200, "{\"recipe\":\"terse@aaaaaaaa\",\"state\":\"running\"}");
        api.answers("GET /api/recipe", 200, "{\"service\":\"explainer\"}");
        api.answers("GET /api/costs", 200, COSTS);

        // When
        int code = compare("terse", "chatty", "--json");

        // Then
        assertThat(code).as(err.toString()).isZero();
        JsonNode answer = new JsonMapper().readTree(out.toString());
        assertThat(answer.at("/difference/mean").asDouble()).isEqualTo(0.1);
        assertThat(answer.at("/costs/a/0/spent").asDouble()).isEqualTo(0.25);
        assertThat(answer.at("/costs/b")).isEmpty();
        assertThat(answer.at("/costs/unknown").isNull()).isTrue();
    }

    @Test
    void whatTheResultsRefuseIsOneSentence() {
        // Given
        api.answers("GET /api/comparison", 400, "{\"detail\":\"terse may be terse@1, terse@2: name one\"}");

        // When
        int code = compare("terse", "chatty");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("ganglion: terse may be terse@1, terse@2: name one");
    }

    @Test
    void aDatabaseThatIsAwayIsAFailure() {
        // Given
        api.answers("GET /api/comparison", 503, "{\"detail\":\"the results database does not answer: try again\"}");

        // When
        int code = compare("terse", "chatty");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo(
                        "ganglion: the scorer-service does not compare: the results database does not answer: try again");
    }

    @Test
    void aServiceThatIsNotThereIsSaidNotToBe() {
        // Given
        api.stop();

        // When
        int code = compare("terse", "chatty");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("ganglion: the scorer-service does not compare: nothing listens at 127.0.0.1:" + api.port());
    }

    @Test
    void oneRecipeIsNotEnough() {
        assertThat(compare("terse")).isEqualTo(2);
        assertThat(compare("terse", "not a recipe")).isEqualTo(2);
        assertThat(compare("terse", "chatty", "--stage", "scorer")).isEqualTo(2);
        assertThat(err.toString()).contains("RECIPE_B", "names no recipe");
        assertThat(api.asked()).isEmpty();
    }
}
