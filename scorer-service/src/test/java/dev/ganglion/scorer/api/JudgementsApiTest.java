package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

/** Simulations by judgements, from the topic to the page. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class JudgementsApiTest extends ScorerServiceTest {

    @Test
    void judgementsAreScoredStoredAndShownBesideTheOtherScores() {
        // Given
        Events events = Events.about(neuron(0, 0));

        // When
        send(events);
        topics.send(EventTopic.SIMULATIONS, events.judgements(8, 0.5));
        awaitJudgements(1);

        // Then
        JsonPath neuron = get("/api/neurons/" + events.neuron());
        assertThat(neuron.getList("scores")).hasSize(1);
        assertThat(neuron.getList("simulations")).hasSize(2);
        assertThat(neuron.getList("judgements")).hasSize(1);
        assertThat(neuron.getString("judgements[0].simulator.name")).isEqualTo("detection");
        assertThat(neuron.getInt("judgements[0].judgements.positives")).isEqualTo(10);
        assertThat(neuron.getInt("judgements[0].judgements.failures")).isEqualTo(1);
        assertThat(neuron.getFloat("judgements[0].judgements.balancedAccuracy.value"))
                .isEqualTo(0.8f);
        assertThat(neuron.getFloat("judgements[0].judgements.balancedAccuracy.low"))
                .isBetween(0.5f, 0.7f);
        assertThat(html(events))
                .contains("Can a judge tell by the explanation?", "detection@cccccccc")
                .contains("10 firing (from 1.20), 8 found", "10 silent (below 0.90), 2 taken for firing")
                .contains("1 could not be judged", "balanced accuracy", "0.80")
                .containsPattern("0\\.5\\d to 0\\.9\\d");
    }

    @Test
    void judgementsRankNothingAndAreNoUndefinedScores() {
        // Given
        Events events = Events.about(neuron(0, 0));

        // When
        send(events);
        topics.send(EventTopic.SIMULATIONS, events.judgements(8, null));
        awaitJudgements(1);

        // Then
        assertThat(counts().getInt("scores")).isEqualTo(1);
        assertThat(counts().getInt("simulations")).isEqualTo(2);
        assertThat(counts().getMap("undefinedScores")).isEmpty();
        assertThat(get("/api/neurons?model=" + model).getList("items")).hasSize(1);
        assertThat(get("/api/layers?model=" + model).getList("layers.scores")).containsExactly(1);
    }

    @Test
    void aRedeliveredJudgementIsStoredOnce() {
        // Given
        Events events = Events.about(neuron(0, 0));
        Events last = Events.about(neuron(0, 1));

        // When
        topics.send(EventTopic.SIMULATIONS, events.judgements(8, null));
        topics.send(EventTopic.SIMULATIONS, events.judgements(8, null));
        topics.send(EventTopic.SIMULATIONS, last.judgements(8, null));
        awaitJudgements(2);

        // Then
        assertThat(get("/api/neurons/" + events.neuron()).getList("judgements")).hasSize(1);
    }

    @Test
    void aNeuronWithJudgementsAloneIsShown() {
        // Given
        Events events = Events.about(neuron(0, 0)).neverFiring();

        // When
        topics.send(EventTopic.EXPLANATIONS, events.explanation());
        topics.send(EventTopic.SIMULATIONS, events.judgements(8, null));
        awaitJudgements(1);
        eventually(() -> assertThat(counts().getInt("explanations")).isEqualTo(1));

        // Then
        assertThat(html(events)).contains("Not scored yet", "detection@cccccccc", "undefined", "never fires");
    }

    private void awaitJudgements(int judgements) {
        eventually(() -> assertThat(counts().getInt("judgements")).isEqualTo(judgements));
    }

    private static String html(Events events) {
        return RestAssured.get("/neurons/" + events.neuron())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
