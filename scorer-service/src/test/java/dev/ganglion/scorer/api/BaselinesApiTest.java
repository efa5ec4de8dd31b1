package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.LentScores;
import dev.ganglion.scorer.fixture.ScoredNeuron;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class BaselinesApiTest extends ScorerServiceTest {

    private static final RecipeRef TERSE = ScoredNeuron.explainer("terse", "aabb");
    private static final RecipeRef JSON = ScoredNeuron.simulator("json", "ccdd");

    private void scored(NeuronId neuron, double score) {
        ScoredNeuron.of(neuron, TERSE, JSON, score).sendBy(topics);
    }

    /** Another neuron's explanation on this neuron's excerpts. */
    private void lent(NeuronId neuron, NeuronId owner, double score) {
        topics.send(
                EventTopic.SCORES,
                LentScores.of(
                        ScoredNeuron.of(neuron, TERSE, JSON, score).scores(),
                        ScoredNeuron.of(owner, TERSE, JSON, score).explanation().id(),
                        owner));
    }

    private void awaitBaselines(int scores) {
        eventually(() -> assertThat(get("/api/baselines?model=" + model).getInt("baselines[0].lent.scores"))
                .isEqualTo(scores));
    }

    @Test
    void lentExplanationsAreADistributionOfTheirOwnAndCountNowhereElse() {
        // Given
        scored(neuron(0, 1), 0.5);
        scored(neuron(0, 2), 0.75);
        scored(neuron(0, 3), 0.25);
        lent(neuron(0, 1), neuron(0, 2), 0.99);
        lent(neuron(0, 2), neuron(0, 1), 0.01);
        awaitScores(3);

        // When
        awaitBaselines(2);

        // Then
        JsonPath baseline = get("/api/baselines?model=" + model);
        assertThat(baseline.getString("baselines[0].explainer.digest")).isEqualTo(TERSE.digest());
        assertThat(baseline.getString("baselines[0].measure")).isEqualTo("correlation");
        assertThat(baseline.getDouble("baselines[0].lent.mean")).isEqualTo(0.5);
        assertThat(baseline.getDouble("baselines[0].lent.median")).isEqualTo(0.5);
        assertThat(baseline.getInt("baselines[0].lent.histogram[19]")).isEqualTo(1);
        assertThat(baseline.getInt("baselines[0].own.scores"))
                .as("only of the neurons that were lent to")
                .isEqualTo(2);
        assertThat(baseline.getDouble("baselines[0].own.mean")).isEqualTo(0.625);
        assertThat(counts().getInt("scores")).isEqualTo(3);
        assertThat(counts().getDouble("meanScore")).isEqualTo(0.5);
        assertThat(get("/api/neurons?model=" + model).getList("items")).hasSize(3);
        assertThat(get("/api/neurons?model=" + model).getDouble("items[0].score.value"))
                .isEqualTo(0.75);
        assertThat(get("/api/layers?model=" + model).getInt("layers[0].scores")).isEqualTo(3);
    }

    @Test
    void thePagesShowWhatChanceGives() {
        // Given
        scored(neuron(1, 1), 0.5);
        scored(neuron(1, 2), 0.5);
        lent(neuron(1, 1), neuron(1, 2), -0.25);
        awaitScores(2);
        awaitBaselines(1);

        // When
        String overview = RestAssured.get("/?model=" + model).asString();
        String page = RestAssured.get("/neurons/" + neuron(1, 1)).asString();

        // Then
        assertThat(overview).contains("Against chance").contains("of other neurons’ explanations −0.25");
        assertThat(page)
                .contains("What chance gives")
                .contains("href=\"/neurons/" + neuron(1, 2) + "\"")
                .contains("−0.25");
    }

    @Test
    void withoutLentExplanationsThereIsNoBaseline() {
        // Given
        scored(neuron(2, 1), 0.5);
        awaitScores(1);

        // Then
        assertThat(get("/api/baselines?model=" + model).getList("baselines")).isEmpty();
        assertThat(RestAssured.get("/?model=" + model).asString()).doesNotContain("Against chance");
    }
}
