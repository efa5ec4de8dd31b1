package dev.ganglion.scorer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ApiTest extends ScorerServiceTest {

    /** Five neurons in two layers: scores of 1, 0.97 and 0.58, and two that are undefined. */
    private void fiveNeurons() {
        send(Events.about(neuron(0, 0)).simulatedAs(0, 9, 10, 0));
        send(Events.about(neuron(0, 1)));
        send(Events.about(neuron(1, 0)).simulatedAs(0, 2, 10, 4));
        send(Events.about(neuron(1, 1)).neverFiring());
        send(Events.about(neuron(0, 2)).simulatedAs(1, 1, 1, 1));
        awaitScores(5);
        // Explanations and scores come on different topics.
        eventually(() -> assertThat(counts().getInt("explanations")).isEqualTo(5));
    }

    @Test
    void theRankingGoesByScoreAndEndsWithTheUndefinedOnes() {
        // Given
        fiveNeurons();

        // When
        JsonPath best = get("/api/neurons?model=" + model);
        JsonPath worst = get("/api/neurons?order=worst&model=" + model);

        // Then
        List<Float> scores = best.getList("items.score.value");
        assertThat(scores.subList(0, 3)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(best.getList("items.neuron"))
                .containsExactly(
                        model + "/0-mlp/1",
                        model + "/1-mlp/0",
                        model + "/0-mlp/0",
                        model + "/0-mlp/2",
                        model + "/1-mlp/1");
        assertThat(best.getList("items.score.undefined"))
                .containsExactly(null, null, null, "constant simulated activations", "never fires");
        assertThat(worst.getList("items.neuron"))
                .containsExactly(
                        model + "/0-mlp/0",
                        model + "/1-mlp/0",
                        model + "/0-mlp/1",
                        model + "/0-mlp/2",
                        model + "/1-mlp/1");
        assertThat(best.getMap("items[0].explanation"))
                .containsEntry("text", "the third word")
                .containsKeys("id", "kind");
        assertThat(best.getMap("items[0].explainer")).containsEntry("name", "terse");
    }

    @ParameterizedTest
    @CsvSource({"best,1", "best,2", "worst,3"})
    void pagesPutTogetherAreTheWholeRankingOnce(String order, int limit) {
        // Given
        fiveNeurons();
        String whole = "/api/neurons?model=" + model + "&order=" + order;

        // When
        List<String> paged = new ArrayList<>();
        String next = null;
        do {
            JsonPath page = get(whole + "&limit=" + limit + (next == null ? "" : "&after=" + next));
            paged.addAll(page.getList("items.neuron"));
            next = page.getString("next");
        } while (next != null);

        // Then
        assertThat(paged).hasSize(5).isEqualTo(get(whole).getList("items.neuron"));
    }

    @Test
    void aLayerOrRecipeNarrowsTheRanking() {
        // Given
        fiveNeurons();
        String ranking = "/api/neurons?model=" + model;

        // Then
        assertThat(get(ranking + "&layer=1").getList("items")).hasSize(2);
        assertThat(get(ranking + "&explainer=terse").getList("items")).hasSize(5);
        assertThat(get(ranking + "&explainer=terse@aaaaaaaa&simulator=token-lookup@bbbbbbbb0123")
                        .getList("items"))
                .hasSize(5);
        assertThat(get(ranking + "&explainer=terse@bbbbbbbb").getList("items")).isEmpty();
        assertThat(get(ranking + "&explainer=ters%25").getList("items")).isEmpty();
    }

    @Test
    void aNeuronIsAnsweredWithItsEventsAndItsNeighbours() {
        // Given
        fiveNeurons();
        Events events = Events.about(neuron(0, 1));

        // When
        JsonPath neuron = get("/api/neurons/" + events.neuron());

        // Then
        assertThat(neuron.getString("previous")).isEqualTo(model + "/0-mlp/0");
        assertThat(neuron.getString("next")).isEqualTo(model + "/0-mlp/2");
        assertThat(neuron.getString("activations[0].id"))
                .isEqualTo(events.activations().id().toString());
        assertThat(neuron.getList("activations[0].excerpts")).hasSize(14);
        assertThat(neuron.getMap("activations[0].tokenTable")).containsKeys("tokens", "sums", "counts", "mean");
        assertThat(neuron.getString("explanations[0].text")).isEqualTo("the third word");
        assertThat(neuron.getString("simulations[0].scale")).isEqualTo("simulated_normalized_activations");
        Scores scores = events.scores();
        assertThat(neuron.getString("scores[0].id")).isEqualTo(scores.id().toString());
        assertThat(neuron.getList("scores[0].scores")).hasSize(9);
        assertThat(neuron.getString("scores[0].scores[0].split")).isEqualTo("calibration");
    }

    @Test
    void layersHaveTheirDistribution() {
        // Given
        fiveNeurons();

        // When
        JsonPath layers = get("/api/layers?model=" + model);

        // Then
        assertThat(layers.getList("layers.layer")).containsExactly(0, 1);
        assertThat(layers.getMap("layers[0]"))
                .containsEntry("site", "mlp")
                .containsEntry("scores", 3)
                .containsEntry("undefined", 1)
                .containsKeys("mean", "p5", "p50", "p95");
        List<Integer> histogram = layers.getList("layers[0].histogram");
        assertThat(histogram).hasSize(20);
        assertThat(histogram.get(19)).as("a score of 1 is in the last bin").isEqualTo(1);
        assertThat(histogram.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    @Test
    void countsTellUndefinedScoresByReason() {
        // Given
        fiveNeurons();

        // When
        JsonPath counts = counts();

        // Then
        assertThat(counts.getInt("definedScores")).isEqualTo(3);
        assertThat(counts.getMap("undefinedScores"))
                .hasSize(2)
                .containsEntry("never fires", 1)
                .containsEntry("constant simulated activations", 1);
        assertThat(counts.getDouble("meanScore")).isBetween(0.5, 1.0);
        assertThat(get("/api/counts?model=nothing-of-this").getMap("")).containsEntry("meanScore", null);
    }

    @Test
    void modelsNameTheRecipesThatWorkedOnThem() {
        // Given
        fiveNeurons();

        // When
        JsonPath models = get("/api/models");

        // Then
        assertThat(models.getInt("models.find { it.model == '" + model + "' }.neurons"))
                .isEqualTo(5);
        assertThat(models.getInt("models.find { it.model == '" + model + "' }.results[0].scores"))
                .isEqualTo(5);
    }

    @Test
    void whatIsScoredBeforeItsExplanationArrivesIsListedWithoutWords() {
        // Given
        Events events = Events.about(neuron(0, 1));

        // When
        topics.send(EventTopic.SCORES, events.scores());
        awaitScores(1);

        // Then
        RestAssured.get("/api/neurons?model=" + model)
                .then()
                .body("items[0].explanation", hasKey("text"))
                .body("items[0].explanation.text", equalTo(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/neurons?limit=0 | limit must be a whole number from 1 to 200, not \"0\"",
                "/api/neurons?limit=99999999999 | limit must be a whole number from 1 to 200",
                "/api/neurons?layer=x | layer must be a whole number from 0 to 999999, not \"x\"",
                "/api/neurons?order=up | order must be \"best\" or \"worst\", not \"up\"",
                "/api/neurons?after=bm9uc2Vuc2U | after must be the \"next\" of the page before",
                "/api/neurons?after=%00 | after must be the \"next\" of the page before",
                "/api/neurons?model=A%20B | model must be a name of a-z",
                "/api/neurons?explainer=a@b | explainer is not a recipe: a recipe is NAME or NAME@digest",
                "/api/neurons?simulator=%00 | simulator is not a recipe",
                "/api/neurons/m/first/1 | is not a neuron's key: expected model/layer-site/index",
                "/api/dead-letters?topic=explanations | topic must be one of activation-service.dlq",
                "/api/dead-letters?after=x | after must be the \"next\" of the page before",
            })
    void aBadParameterIsAProblemWithOneSentence(String path, String sentence) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("title", equalTo("Bad Request"))
                .body("type", equalTo("about:blank"))
                .body("detail", containsString(sentence));
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        RestAssured.get("/api/neurons/" + model + "/0-mlp/5")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("nothing is known of neuron " + model + "/0-mlp/5"));
        RestAssured.get("/api/nothing").then().statusCode(404).contentType("application/problem+json");
        RestAssured.post("/api/counts").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void theInterfaceIsDescribed() {
        String description = RestAssured.get("/q/openapi").asString();

        assertThat(description).contains("/api/neurons/{model}/{layerAndSite}/{index}", "/api/layers");
        assertThat(description).doesNotContain(Topics.SCORER_DLQ + "/");
    }
}
