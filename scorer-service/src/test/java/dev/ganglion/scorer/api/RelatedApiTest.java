package dev.ganglion.scorer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScoredNeuron;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class RelatedApiTest extends ScorerServiceTest {

    @Test
    void whatTheWeightsJoinComesWithTheWordsThatExplainItBest() {
        // Given: a neuron that drives two, of which one is explained
        WeightedTokens tokens = new WeightedTokens(
                List.of(" sea"), ActivationValues.of(1.5f), List.of(" of"), ActivationValues.of(-0.5f));
        WeightedNeurons none = new WeightedNeurons(List.of(), ActivationValues.of(), List.of(), ActivationValues.of());
        WeightedNeurons driven = new WeightedNeurons(
                List.of(neuron(1, 7)), ActivationValues.of(0.4f), List.of(neuron(1, 8)), ActivationValues.of(-0.3f));
        topics.send(
                EventTopic.NEURON_ACTIVATIONS,
                Events.about(neuron(0, 1)).activations().withWeights(new WeightSummary(tokens, tokens, none, driven)));
        ScoredNeuron.of(neuron(1, 7), ScoredNeuron.explainer("plain", "a"), ScoredNeuron.simulator("json", "b"), 0.5)
                .saying("words about harbours")
                .sendBy(topics);
        eventually(() -> assertThat(counts().getInt("neurons")).isEqualTo(1));
        awaitScores(1);
        eventually(() -> assertThat(counts().getInt("explanations")).isEqualTo(1));

        // When
        JsonPath related = get("/api/neurons/" + neuron(0, 1) + "/related");

        // Then
        assertThat(related.getList("weights.downstream.positive"))
                .containsExactly(neuron(1, 7).key());
        assertThat(related.getList("weights.inputTokens.positive")).containsExactly(" sea");
        assertThat(related.getMap("explanations").keySet())
                .isEqualTo(Set.of(neuron(1, 7).key()));
        assertThat(related.getMap("explanations").values().toString()).contains("words about harbours");
    }

    @Test
    void aNeuronWhoseWeightsNobodyLookedAtIsNotFound() {
        // Given
        topics.send(EventTopic.NEURON_ACTIVATIONS, Events.about(neuron(0, 1)).activations());
        eventually(() -> assertThat(counts().getInt("neurons")).isEqualTo(1));

        // Then
        for (int index : List.of(1, 2)) {
            given().get("/api/neurons/" + neuron(0, index) + "/related")
                    .then()
                    .statusCode(404)
                    .body("detail", containsString("no record says what the weights of neuron " + neuron(0, index)));
        }
    }
}
