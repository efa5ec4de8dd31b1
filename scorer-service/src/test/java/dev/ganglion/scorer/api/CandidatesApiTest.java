package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several candidates of a recipe, and revisions: which is marked, listed and reported. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class CandidatesApiTest extends ScorerServiceTest {

    private static final float[] RIGHT = {0, 0, 10, 0};
    private static final float[] NEARLY = {0, 4, 10, 0};
    private static final float[] WORSE = {0, 8, 10, 0};
    private static final float[] CONSTANT = {1, 1, 1, 1};

    @Test
    void theListHasTheBestCandidateOnCalibrationWithItsScoreOnValid() {
        // Given: the first neuron's first candidate would win on valid by luck
        Events lucky = Events.about(neuron(0, 0)).explainedAs("lucky").simulatedOnCalibrationAs(WORSE);
        Events chosen =
                lucky.explainedAs("chosen").candidate(1).simulatedAs(NEARLY).simulatedOnCalibrationAs(RIGHT);
        Events first = Events.about(neuron(0, 1)).explainedAs("first of equals");
        Events second = first.explainedAs("second of equals").candidate(1);
        Events undefined = Events.about(neuron(0, 2)).explainedAs("undefined").simulatedOnCalibrationAs(CONSTANT);
        Events poor =
                undefined.explainedAs("poor").candidate(1).simulatedAs(WORSE).simulatedOnCalibrationAs(WORSE);
        Events alone = Events.about(neuron(0, 3)).explainedAs("alone").simulatedOnCalibrationAs(CONSTANT);
        Events none = Events.about(neuron(0, 4)).explainedAs("none").simulatedOnCalibrationAs(CONSTANT);
        Events nor = none.explainedAs("nor").candidate(1);
        sendAll(lucky, chosen, second, first, undefined, poor, alone, nor, none);

        // When
        JsonPath page = get("/api/neurons?model=" + model);

        // Then
        assertThat(page.getList("items.explanation.text"))
                .containsExactlyInAnyOrder("chosen", "first of equals", "poor", "alone", "none");
        assertThat(page.getFloat("items.find { it.explanation.text == 'chosen' }.score.value"))
                .isLessThan(1f);
        assertThat(page.getInt("items.find { it.explanation.text == 'chosen' }.explanation.candidate"))
                .isEqualTo(1);

        // When
        List<String> paged = new ArrayList<>();
        String next = null;
        do {
            JsonPath part = get(
                    "/api/neurons?model=" + model + "&order=worst&limit=2" + (next == null ? "" : "&after=" + next));
            paged.addAll(part.getList("items.explanation.text"));
            next = part.getString("next");
        } while (next != null);

        // Then
        assertThat(paged).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void theMeanAndTheDistributionAreOfTheBestCandidatesToo() {
        // Given: 1 and less than 1, of which the latter is the best on calibration
        Events lucky = Events.about(neuron(3, 0)).explainedAs("lucky").simulatedOnCalibrationAs(WORSE);
        Events chosen =
                lucky.explainedAs("chosen").candidate(1).simulatedAs(NEARLY).simulatedOnCalibrationAs(RIGHT);
        sendAll(lucky, chosen);

        // When
        float score = get("/api/neurons?model=" + model).getFloat("items[0].score.value");

        // Then
        assertThat(counts().getFloat("meanScore")).isEqualTo(score);
        assertThat(counts().getInt("definedScores")).isEqualTo(2);
        assertThat(get("/api/layers?model=" + model).getInt("layers[0].scores")).isEqualTo(1);
        assertThat(get("/api/layers?model=" + model).getFloat("layers[0].mean")).isEqualTo(score);
    }

    @Test
    void aNeuronMarksTheBestOfItsCandidates() {
        // Given
        Events lucky = Events.about(neuron(1, 0)).explainedAs("lucky").simulatedOnCalibrationAs(WORSE);
        Events chosen =
                lucky.explainedAs("chosen").candidate(1).simulatedAs(NEARLY).simulatedOnCalibrationAs(RIGHT);
        sendAll(lucky, chosen);

        // When
        JsonPath candidates = get("/api/neurons/" + lucky.neuron());

        // Then
        assertThat(candidates.getList("candidates")).hasSize(1);
        assertThat(candidates.getList("candidates[0].candidates.candidate")).containsExactly(0, 1);
        assertThat(candidates.getList("candidates[0].candidates.best")).containsExactly(false, true);
        assertThat(candidates.getString("candidates[0].explainer.name")).isEqualTo("terse");
        assertThat(candidates.getString("candidates[0].candidates[1].explanation"))
                .isEqualTo(chosen.explanation().id().toString());
        assertThat(candidates.getFloat("candidates[0].candidates[1].calibration.value"))
                .isEqualTo(1f);

        // When, then: the page shows the best, and says so
        assertThat(html(lucky))
                .contains("<h1>“chosen”</h1>", "One of 2 candidates, the best of them on the calibration");
        assertThat(RestAssured.get("/neurons/" + lucky.neuron() + "?scores="
                                + lucky.scores().id())
                        .asString())
                .contains("<h1>“lucky”</h1>", "another is better on the calibration split:", "“chosen”</a>");
    }

    @Test
    void aRevisionShowsWhatItRevisesAndTheOtherWayRound() {
        // Given
        Events draft = Events.about(neuron(2, 0)).explainedAs("a draft").simulatedOnCalibrationAs(WORSE);
        Events revision = draft.explainedAs("thought over").revising(draft).simulatedOnCalibrationAs(RIGHT);
        sendAll(draft, revision);

        // Then
        assertThat(html(draft))
                .contains("<h1>“thought over”</h1>")
                .contains("Revises <a href=\"/neurons/" + draft.neuron() + "?scores="
                        + draft.scores().id() + "\">“a draft”</a>");
        assertThat(RestAssured.get("/neurons/" + draft.neuron() + "?scores="
                                + draft.scores().id())
                        .asString())
                .contains("Revised as <a href=", "“thought over”</a>");
        assertThat(get("/api/neurons/" + draft.neuron()).getList("explanations.parent"))
                .contains(draft.explanation().id().toString());
    }

    private void sendAll(Events... all) {
        for (Events events : all) {
            send(events);
        }
        awaitScores(all.length);
        eventually(() -> {
            assertThat(counts().getInt("explanations")).isEqualTo(all.length);
            assertThat(counts().getInt("simulations")).isEqualTo(all.length);
        });
    }

    private static String html(Events events) {
        return RestAssured.get("/neurons/" + events.neuron())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
