package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.LentScores;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import dev.ganglion.scorer.scoring.Scorer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Explanations that another neuron lent: figures of their own, and in no other. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class LentExplanationsApiTest extends ScorerServiceTest {

    private static final float[] WRONG = {0, 10, 0, 0};
    private static final float[] WORSE = {0, 8, 10, 0};

    @Test
    void lentExplanationsHaveADistributionOfTheirOwnBesideThoseOfTheSameNeurons() {
        // Given: three neurons, two of which were lent an explanation; one of them twice, once undefined
        Events first = Events.about(neuron(0, 0));
        Events second = Events.about(neuron(0, 1)).simulatedAs(WORSE);
        send(first);
        send(second);
        send(Events.about(neuron(0, 2)));
        awaitScores(3);
        lend(first.simulatedAs(WRONG).scores(), neuron(0, 1));
        lend(first.simulatedAs(1, 1, 1, 1).scores(), neuron(0, 2));
        lend(second.simulatedAs(WRONG).scores(), neuron(0, 0));
        awaitBaselines(3);

        // When
        JsonPath answer = get("/api/baselines?model=" + model);

        // Then
        assertThat(answer.getList("baselines")).hasSize(1);
        assertThat(answer.getString("baselines[0].explainer.name")).isEqualTo("terse");
        assertThat(answer.getString("baselines[0].simulator.name")).isEqualTo("token-lookup");
        assertThat(answer.getString("baselines[0].measure")).isEqualTo("correlation");
        assertThat(answer.getInt("baselines[0].lent.undefined")).isEqualTo(1);
        double wrong = answer.getDouble("baselines[0].lent.mean");
        assertThat(wrong).isNegative().isEqualTo(answer.getDouble("baselines[0].lent.median"));
        assertThat(bins(answer, "lent")).hasSize(20);
        assertThat(bins(answer, "lent").get((int) Math.floor((wrong + 1) * 10))).isEqualTo(2);
        assertThat(answer.getInt("baselines[0].own.scores")).isEqualTo(2);
        assertThat(answer.getDouble("baselines[0].own.mean")).isBetween(0.5, 0.99);
        assertThat(bins(answer, "own").get(19)).isEqualTo(1);
        assertThat(get("/api/baselines?model=" + model + "&simulator=another").getList("baselines"))
                .isEmpty();
    }

    @Test
    void lentExplanationsAreInNoOtherFigure() {
        // Given: a lent explanation that would be the best everywhere, and chosen among candidates
        Events poor = Events.about(neuron(0, 0)).simulatedAs(WORSE);
        Events poorer = poor.explainedAs("another").candidate(1).simulatedAs(WRONG);
        send(poor);
        send(poorer);
        awaitScores(2);
        eventually(() -> assertThat(counts().getInt("explanations")).isEqualTo(2));
        eventually(() -> assertThat(counts().getInt("simulations")).isEqualTo(2));
        String counts = counts().prettify();
        String layers = get("/api/layers?model=" + model).prettify();
        String ranking = get("/api/neurons?model=" + model).prettify();
        String models = get("/api/models").getString("models.find { it.model == '" + model + "' }");
        String own = get("/api/neurons/" + poor.neuron()).getString("scores");

        // When
        Scores lent = lend(poor.simulatedAs(0, 0, 10, 0).scores(), neuron(5, 5));
        topics.send(EventTopic.SIMULATIONS, lent(poor.simulatedAs(0, 0, 10, 0).simulation(), neuron(5, 5)));
        // That simulation is scored too.
        awaitBaselines(2);

        // Then
        assertThat(counts().prettify()).isEqualTo(counts);
        assertThat(get("/api/layers?model=" + model).prettify()).isEqualTo(layers);
        assertThat(get("/api/neurons?model=" + model).prettify()).isEqualTo(ranking);
        assertThat(get("/api/models").getString("models.find { it.model == '" + model + "' }"))
                .isEqualTo(models);
        assertThat(RestAssured.get("/api/neuron-keys?below=1&model=" + model).asString())
                .isEqualTo(poor.neuron() + "\n");
        JsonPath neuron = get("/api/neurons/" + poor.neuron());
        assertThat(neuron.getString("scores")).isEqualTo(own);
        assertThat(neuron.getList("candidates[0].candidates")).hasSize(2);
        assertThat(neuron.getList("baselines.id")).contains(lent.id().toString());
        assertThat(neuron.getList("baselines.explanationOf"))
                .containsExactly(neuron(5, 5).key(), neuron(5, 5).key());
        assertThat(neuron.getList("simulations")).hasSize(2);
    }

    @Test
    void lentExplanationsThatWereJudgedAreApartToo() {
        // Given
        Events events = Events.about(neuron(0, 0));
        send(events);
        topics.send(EventTopic.SIMULATIONS, events.judgements(9, 0.5));
        eventually(() -> assertThat(counts().getInt("judgements")).isEqualTo(1));

        // When
        lend(new Scorer().score(events.judgements(3, 0.5)), neuron(1, 1));
        awaitBaselines(1);

        // Then
        JsonPath answer = get("/api/baselines?model=" + model);
        assertThat(counts().getInt("judgements")).isEqualTo(1);
        assertThat(answer.getString("baselines[0].measure")).isEqualTo("balancedAccuracy");
        assertThat(answer.getFloat("baselines[0].lent.mean")).isEqualTo(0.55f);
        assertThat(answer.getFloat("baselines[0].own.mean")).isEqualTo(0.85f);
        assertThat(get("/api/neurons/" + events.neuron()).getFloat("baselines[0].score.value"))
                .isEqualTo(0.55f);
        assertThat(html("/neurons/" + events.neuron())).contains("0.55");
    }

    @Test
    void aModelThatIsForgottenTakesItsBaselinesAlong() {
        // Given
        lend(Events.about(neuron(0, 0)).scores(), neuron(0, 1));
        awaitBaselines(1);

        // When
        RestAssured.delete("/api/models/" + model).then().statusCode(200);

        // Then
        assertThat(get("/api/baselines?model=" + model).getList("baselines")).isEmpty();
    }

    private Scores lend(Scores scores, NeuronId owner) {
        Scores lent = LentScores.of(scores, UUID.randomUUID(), owner);
        topics.send(EventTopic.SCORES, lent);
        return lent;
    }

    private static Simulation lent(Simulation simulation, NeuronId owner) {
        return new Simulation(
                UUID.randomUUID(),
                simulation.neuron(),
                simulation.activations(),
                UUID.randomUUID(),
                simulation.kind(),
                simulation.explanationText(),
                simulation.explainer(),
                simulation.simulator(),
                simulation.scale(),
                simulation.maximum(),
                simulation.excerpts(),
                simulation.judgements(),
                simulation.failures(),
                owner);
    }

    private void awaitBaselines(int scores) {
        eventually(
                () -> assertThat(get("/api/baselines?model=" + model).getList("baselines.lent.scores", Integer.class))
                        .containsExactly(scores));
    }

    private static List<Integer> bins(JsonPath answer, String whose) {
        return answer.getList("baselines[0]." + whose + ".histogram");
    }

    private static String html(String path) {
        return RestAssured.get(path).then().statusCode(200).extract().asString();
    }
}
