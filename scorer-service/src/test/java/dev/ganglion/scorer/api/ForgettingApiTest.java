package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.LentScores;
import dev.ganglion.scorer.fixture.ScoredNeuron;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Recipes have names of their own in each test, because all models share them. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ForgettingApiTest extends ScorerServiceTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    private final String unique = UUID.randomUUID().toString().replace("-", "");
    private final RecipeRef terse = recipe("terse", 0);
    private final RecipeRef chatty = recipe("chatty", 4);
    private final RecipeRef json = recipe("json", 8);
    private final RecipeRef logprobs = recipe("logprobs", 12);

    private RecipeRef recipe(String name, int from) {
        return new RecipeRef(
                name + "-" + unique, unique.substring(from, from + 4).repeat(16), "a-method");
    }

    @Test
    void aModelIsForgottenAndNoOther() {
        // Given
        Events one = Events.about(neuron(0, 0));
        Events other = Events.about(neuron(0, 1));
        Events elsewhere = Events.about(NeuronId.mlp(model + "-2", 0, 0));
        sendAll(one, other);
        send(elsewhere);
        eventually(() ->
                assertThat(get("/api/models/" + model + "-2").getInt("total")).isEqualTo(4));

        // When
        JsonPath before = get("/api/models/" + model);
        JsonPath removed = delete("/api/models/" + model);

        // Then
        assertThat(before.getString("kind")).isEqualTo("model");
        assertThat(before.getMap("rows"))
                .containsEntry("activations", 2)
                .containsEntry("explanations", 2)
                .containsEntry("simulations", 2)
                .containsEntry("scores", 2)
                .containsEntry("judgements", 0);
        assertThat(removed.getMap("rows")).isEqualTo(before.getMap("rows"));
        assertThat(counts().getInt("neurons")).isZero();
        assertThat(counts().getInt("scores")).isZero();
        assertThat(RestAssured.get("/api/neurons/" + one.neuron()).statusCode()).isEqualTo(404);
        assertThat(get("/api/models/" + model + "-2").getInt("total")).isEqualTo(4);

        // And: again it is nothing, and what is read again is there again
        assertThat(delete("/api/models/" + model).getInt("total")).isZero();
        sendAll(one);
        assertThat(get("/api/models/" + model).getInt("total")).isEqualTo(4);
    }

    @Test
    void withAnExplainerGoesWhatWasMadeOfItsExplanations() {
        // Given: chatty is the best of the neuron
        send(
                ScoredNeuron.of(neuron(0, 0), terse, json, 0.25),
                ScoredNeuron.of(neuron(0, 0), chatty, json, 0.75),
                ScoredNeuron.of(neuron(0, 0), chatty, logprobs, 0.9));

        // When
        JsonPath removed = delete("/api/recipes/" + chatty.pinned());

        // Then
        assertThat(removed.getString("kind")).isEqualTo("explainer");
        assertThat(removed.getMap("rows")).containsEntry("explanations", 1).containsEntry("scores", 2);
        assertThat(counts().getInt("scores")).isEqualTo(1);
        assertThat(counts().getDouble("meanScore")).isEqualTo(0.25);
        assertThat(get("/api/neurons?model=" + model).getList("items.explainer.name"))
                .containsExactly(terse.name());
        assertThat(get("/api/layers?model=" + model).getDouble("layers[0].p50")).isEqualTo(0.25);
    }

    @Test
    void withASimulatorTheExplanationsStay() {
        // Given
        send(ScoredNeuron.of(neuron(0, 0), terse, json, 0.25), ScoredNeuron.of(neuron(0, 0), terse, logprobs, 0.75));

        // When
        JsonPath removed = delete("/api/recipes/" + logprobs.name());

        // Then
        assertThat(removed.getString("name")).isEqualTo(logprobs.pinned());
        assertThat(removed.getString("kind")).isEqualTo("simulator");
        assertThat(removed.getInt("total")).isEqualTo(1);
        assertThat(counts().getInt("explanations")).isEqualTo(1);
        assertThat(counts().getDouble("meanScore")).isEqualTo(0.25);
    }

    @Test
    void aRecipeOfSeveralNamesIsOneAndSaysSo() {
        // Given: the digest is of what a recipe does
        RecipeRef renamed = new RecipeRef("renamed-" + unique, logprobs.digest(), logprobs.method());
        send(ScoredNeuron.of(neuron(0, 0), terse, logprobs, 0.75));
        Stream.of(logprobs, renamed)
                .forEach(recipe ->
                        topics.send(EventTopic.RECIPES, new PublishedRecipe("simulator", recipe, "name: one\n")));
        eventually(() -> assertThat(get("/api/recipes/" + renamed.name()).getInt("rows.recipes"))
                .isEqualTo(2));

        // When
        JsonPath known = get("/api/recipes/" + renamed.name());
        JsonPath removed = delete("/api/recipes/" + renamed.name());

        // Then
        assertThat(known.getList("otherNames")).containsExactly(logprobs.name());
        assertThat(removed.getList("otherNames")).containsExactly(logprobs.name());
        assertThat(removed.getInt("rows.scores")).isEqualTo(1);
        assertThat(get("/api/recipes/" + terse.name()).getList("otherNames")).isEmpty();
        assertThat(get("/api/models/" + model).getList("otherNames")).isEmpty();
    }

    @Test
    void aRecipeOfWhichOnlyBaselinesAreHereIsFoundByItsName() {
        // Given
        ScoredNeuron own = ScoredNeuron.of(neuron(0, 0), chatty, json, 0.25);
        topics.send(EventTopic.SCORES, LentScores.of(own.scores(), UUID.randomUUID(), neuron(0, 1)));
        eventually(() ->
                assertThat(get("/api/models/" + model).getInt("rows.scores")).isEqualTo(1));

        // When, Then
        assertThat(get("/api/recipes/" + json.name()).getInt("total")).isEqualTo(1);
        assertThat(delete("/api/recipes/" + chatty.name()).getInt("rows.scores"))
                .isEqualTo(1);
    }

    @Test
    void aNameThatMayBeSeveralRecipesIsRefusedAndNothingGoes() {
        // Given
        RecipeRef newer = new RecipeRef(terse.name(), "0123".repeat(16), "a-method");
        RecipeRef asSimulator = new RecipeRef(terse.name(), "4567".repeat(16), "a-method");
        send(
                ScoredNeuron.of(neuron(0, 0), terse, json, 0.25),
                ScoredNeuron.of(neuron(0, 0), newer, json, 0.75),
                ScoredNeuron.of(neuron(0, 1), terse, asSimulator, 0.75));

        // When
        Response refused = RestAssured.delete("/api/recipes/" + terse.name());
        Response ofStage = RestAssured.delete("/api/recipes/" + terse.name() + "?stage=explainer");

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString())
                .contains("the explainer recipe " + newer.pinned(), "the simulator recipe " + asSimulator.pinned());
        assertThat(ofStage.statusCode()).isEqualTo(400);
        assertThat(counts().getInt("scores")).isEqualTo(3);
        assertThat(delete("/api/recipes/" + terse.name() + "?stage=simulator").getInt("total"))
                .isEqualTo(1);
        assertThat(counts().getInt("scores")).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsNothingToForget() {
        assertThat(delete("/api/models/" + model).getInt("total")).isZero();
        assertThat(get("/api/recipes/nobody-" + unique).getInt("total")).isZero();
        assertThat(delete("/api/recipes/nobody@0123abcd").getInt("total")).isZero();
        assertThat(RestAssured.delete("/api/models/No%20Model").statusCode()).isEqualTo(400);
        assertThat(RestAssured.delete("/api/recipes/x@y").statusCode()).isEqualTo(400);
        assertThat(RestAssured.delete("/api/recipes/x?stage=y").statusCode()).isEqualTo(400);
        assertThat(RestAssured.delete("/api/models").statusCode()).isEqualTo(405);
    }

    /** 9 MiB of a table, so that it takes several batches. */
    @Test
    void aLargeTableIsGoneThroughToItsEnd() throws SQLException {
        // Given: every other row is another model's
        sql("insert into projection.explanation select md5('" + unique + "' || i)::uuid, '" + model
                + "' || case i % 2 when 0 then '' else '-2' end, 0, 'mlp', i, md5('r' || i)::uuid, 'x', 'y', 'z', 0, null,"
                + " 'words', repeat('a word ', 20), 3, 1 from generate_series(1, 30000) i");

        // When
        JsonPath removed = delete("/api/models/" + model);

        // Then
        assertThat(removed.getInt("rows.explanations")).isEqualTo(15_000);
        assertThat(get("/api/models/" + model).getInt("total")).isZero();
        assertThat(get("/api/models/" + model + "-2").getInt("rows.explanations"))
                .isEqualTo(15_000);
        assertThat(delete("/api/models/" + model + "-2").getInt("total")).isEqualTo(15_000);
    }

    private void sendAll(Events... all) {
        for (Events events : all) {
            send(events);
        }
        eventually(() -> assertThat(get("/api/models/" + model).getInt("total")).isEqualTo(4 * all.length));
    }

    private void send(ScoredNeuron... all) {
        for (ScoredNeuron each : all) {
            each.sendBy(topics);
        }
        awaitScores(all.length);
        long explanations =
                Stream.of(all).map(each -> each.explanation().id()).distinct().count();
        eventually(() -> assertThat(counts().getLong("explanations")).isEqualTo(explanations));
    }

    private JsonPath delete(String path) {
        return RestAssured.delete(path).then().statusCode(200).extract().jsonPath();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, user, "");
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
