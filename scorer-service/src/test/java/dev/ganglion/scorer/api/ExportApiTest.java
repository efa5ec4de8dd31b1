package dev.ganglion.scorer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScoredNeuron;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ExportApiTest extends ScorerServiceTest {

    private static final RecipeRef TERSE = ScoredNeuron.explainer("terse", "abcd");
    private static final RecipeRef JSON = ScoredNeuron.simulator("json", "0123");

    private List<JsonNode> lines(String path) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : body(path).split("\n")) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    private String body(String path) {
        return given().get("/api/export/" + path + "model=" + model)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void everythingOfOneNeuronIsExportedInBothForms() throws IOException {
        // Given
        send(Events.about(neuron(0, 1)));
        awaitScores(1);
        eventually(() -> assertThat(get("/api/explanations?model=" + model).getList("items.simulator.name"))
                .hasSize(1)
                .doesNotContainNull());
        eventually(() -> assertThat(counts().getInt("simulations")).isEqualTo(1));

        // Then
        assertThat(lines("scores.jsonl?").get(0).get("neuron").asText()).isEqualTo(model + "/0-mlp/1");
        assertThat(lines("explanations.jsonl?q=third&").get(0).get("text").asText())
                .isEqualTo("the third word");
        assertThat(lines("neurons.jsonl?").get(0).get("maximum").isNumber()).isTrue();
        assertThat(lines("simulations.jsonl?").get(0).get("id").asText())
                .isEqualTo(Events.about(neuron(0, 1)).simulation().id().toString());
        for (String what : List.of("scores", "explanations", "neurons", "simulations")) {
            String[] rows = body(what + ".csv?").split("\r\n");
            assertThat(rows).as(what).hasSize(2);
            assertThat(rows[0]).startsWith("neuron,");
            assertThat(rows[1]).startsWith(model + "/0-mlp/1,");
        }
        assertThat(get("/api/neurons/random?model=" + model).getString("neuron"))
                .isEqualTo(model + "/0-mlp/1");
        assertThat(get("/api/coverage?model=" + model).getInt("layers[0].explained[0].neurons"))
                .isEqualTo(1);
        assertThat(get("/api/coverage?model=" + model).getInt("layers[0].scored[0].simulations"))
                .isEqualTo(1);
        given().get("/api/neurons/random?model=nobody").then().statusCode(404);
    }

    @Test
    void moreThanAPageIsExportedOnceAndWholly() throws IOException {
        // Given
        int many = 1003;
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < many; i++) {
            ScoredNeuron.of(neuron(0, i), TERSE, JSON, i / 2000.0)
                    .saying("=a, \"word\"")
                    .sendBy(topics);
            keys.add(neuron(0, i).key());
        }
        awaitScores(many);
        eventually(() -> assertThat(counts().getInt("explanations")).isEqualTo(many));
        eventually(() ->
                assertThat(lines("explanations.jsonl?q=word&minScore=-1&")).hasSize(many));

        // When
        List<JsonNode> scores = lines("scores.jsonl?");
        List<JsonNode> explanations = lines("explanations.jsonl?q=word&minScore=-1&");

        // Then
        assertThat(scores).extracting(line -> line.get("neuron").asText()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(explanations)
                .extracting(line -> line.get("neuron").asText())
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(body("scores.csv?")).contains(",\"'=a, \"\"word\"\"\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/models", "/api/layers?", "/api/coverage?", "/api/explanations?", "/api/counts?"})
    void whatIsKnownAlreadyIsNotSentAgain(String path) {
        // Given
        String address = path.endsWith("?") ? path + "model=" + model : path;
        Response first = given().get(address);
        String tag = first.header("ETag");

        // When
        Response again = given().header("If-None-Match", "\"other\", W/" + tag).get(address);
        Response other = given().header("If-None-Match", "\"other\"").get(address);

        // Then
        assertThat(tag).matches("\"[0-9a-f]{24}\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.asString()).isEqualTo(first.asString());
    }

    @Test
    void failuresAreCountedByReason() {
        // Given
        String key = neuron(0, 1).key();
        topics.send("explanations", key, "{".getBytes(StandardCharsets.UTF_8), Map.of());
        topics.send("explanations", key, "{".getBytes(StandardCharsets.UTF_8), Map.of());

        // Then
        eventually(() -> assertThat(get("/api/failures?service=scorer").getList("failures.deadLetters", Integer.class))
                .anyMatch(count -> count >= 2));
    }
}
