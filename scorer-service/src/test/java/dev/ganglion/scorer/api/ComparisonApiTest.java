package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.LentScores;
import dev.ganglion.scorer.fixture.ScoredNeuron;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recipes side by side; each test has a model of its own, and all share the recipes. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ComparisonApiTest extends ScorerServiceTest {

    private static final RecipeRef TERSE = ScoredNeuron.explainer("terse", "aaaa");
    private static final RecipeRef CHATTY = ScoredNeuron.explainer("chatty", "bbbb");
    private static final RecipeRef JSON = ScoredNeuron.simulator("json", "cccc");
    private static final RecipeRef LOGPROBS = ScoredNeuron.simulator("logprobs", "dddd");

    @Test
    void explainersArePairedOverTheNeuronsOfBoth() {
        // Given: differences +0.25, −0.5 and 0 in layer 0, +0.5 in layer 1; two neurons of one of them alone
        send(
                scored(0, 0, TERSE, 0.25),
                scored(0, 0, CHATTY, 0.5),
                scored(0, 1, TERSE, 0.75).saying("before"),
                scored(0, 1, CHATTY, 0.25).saying("after"),
                scored(0, 2, TERSE, 0.5),
                scored(0, 2, CHATTY, 0.5),
                scored(1, 0, TERSE, 0.0),
                scored(1, 0, CHATTY, 0.5),
                scored(1, 1, TERSE, 0.9),
                scored(2, 0, CHATTY, 0.9));

        // When
        JsonPath answer = compare("a=terse&b=chatty");

        // Then
        assertThat(answer.getString("stage")).isEqualTo("explainer");
        assertThat(answer.getString("a.digest")).isEqualTo(TERSE.digest());
        assertThat(answer.getString("under.name")).isEqualTo("json");
        assertThat(answer.getString("measure")).isEqualTo("correlation");
        assertThat(answer.getString("interval")).isEqualTo("paired t, 95 %");
        assertThat(answer.getInt("neurons.both")).isEqualTo(4);
        assertThat(answer.getInt("neurons.onlyA")).isEqualTo(1);
        assertThat(answer.getInt("neurons.onlyB")).isEqualTo(1);
        assertThat(answer.getDouble("difference.meanA")).isEqualTo(0.375);
        assertThat(answer.getDouble("difference.meanB")).isEqualTo(0.4375);
        assertThat(answer.getDouble("difference.mean")).isEqualTo(0.0625);
        // 3.182446 · √(0.182292 / 4), where the variance is that of the four differences.
        assertThat(answer.getDouble("difference.high")).isCloseTo(0.0625 + 0.679375, within(1e-5));
        assertThat(answer.getDouble("difference.low")).isCloseTo(0.0625 - 0.679375, within(1e-5));
        assertThat(answer.getDouble("difference.better.share")).isEqualTo(0.5);
        assertThat(answer.getInt("difference.equal.pairs")).isEqualTo(1);
        assertThat(answer.getInt("difference.worse.pairs")).isEqualTo(1);

        // And: by layer
        assertThat(answer.getList("layers.layer")).containsExactly(0, 1);
        assertThat(answer.getList("layers.difference.pairs")).containsExactly(3, 1);
        assertThat(answer.getString("layers[0].difference.noInterval")).isNull();
        assertThat(answer.getString("layers[1].difference.low")).isNull();
        assertThat(answer.getString("layers[1].difference.noInterval"))
                .isEqualTo("one pair alone does not tell how much pairs vary");

        // And: who moved
        assertThat(answer.getList("gained.neuron")).containsExactly(model + "/1-mlp/0", model + "/0-mlp/0");
        assertThat(answer.getList("lost.neuron")).containsExactly(model + "/0-mlp/1");
        assertThat(answer.getDouble("lost[0].difference")).isEqualTo(-0.5);
        assertThat(answer.getString("lost[0].a.text")).isEqualTo("before");
        assertThat(answer.getString("lost[0].b.text")).isEqualTo("after");
        assertThat(answer.getDouble("lost[0].b.score")).isEqualTo(0.25);
    }

    @Test
    void simulatorsArePairedUnderOneExplainer() {
        // Given
        send(
                ScoredNeuron.of(neuron(0, 0), TERSE, JSON, 0.25),
                ScoredNeuron.of(neuron(0, 0), TERSE, LOGPROBS, 0.75),
                ScoredNeuron.of(neuron(0, 0), CHATTY, LOGPROBS, 0.9),
                ScoredNeuron.of(neuron(0, 1), TERSE, JSON, 0.25),
                ScoredNeuron.of(neuron(0, 1), TERSE, LOGPROBS, 0.5));

        // When
        JsonPath answer = compare("a=json&b=logprobs&explainer=terse");

        // Then
        assertThat(answer.getString("stage")).isEqualTo("simulator");
        assertThat(answer.getString("under.name")).isEqualTo("terse");
        assertThat(answer.getDouble("difference.mean")).isEqualTo(0.375);
        assertThat(answer.getInt("neurons.both")).isEqualTo(2);
    }

    @Test
    void ofSeveralCandidatesTheOneThatTheRankingShowsIsCompared() {
        // Given: chatty's first candidate would win on valid by luck
        send(
                scored(0, 0, TERSE, 0.5),
                scored(0, 0, CHATTY, 0.9).candidate(0, 0.1),
                scored(0, 0, CHATTY, 0.75).candidate(1, 0.8),
                scored(0, 0, CHATTY, 0.1).candidate(2, 0.8));

        // When
        JsonPath answer = compare("a=terse&b=chatty");

        // Then
        assertThat(answer.getInt("neurons.both")).isEqualTo(1);
        assertThat(answer.getString("gained[0].b.text")).isEqualTo("chatty words 1");
        assertThat(answer.getDouble("gained[0].b.score"))
                .isEqualTo(get("/api/neurons?explainer=chatty&model=" + model).getDouble("items[0].score.value"));
    }

    @Test
    void anUndefinedScoreIsCountedAndNotTakenForZero() {
        // Given
        send(
                scored(0, 0, TERSE, 0.5),
                scored(0, 0, CHATTY, 0.5).undefined(),
                scored(0, 1, TERSE, 0.5).undefined(),
                scored(0, 1, CHATTY, 0.5).undefined());

        // When
        JsonPath answer = compare("a=terse&b=chatty");

        // Then
        assertThat(answer.getInt("neurons.both")).isEqualTo(2);
        assertThat(answer.getInt("neurons.undefinedB")).isEqualTo(1);
        assertThat(answer.getInt("neurons.undefinedBoth")).isEqualTo(1);
        assertThat(answer.getString("difference.mean")).isNull();
        assertThat(answer.getString("difference.noInterval")).isEqualTo("no neuron has a defined score of both");
        assertThat(answer.getList("gained")).isEmpty();
    }

    @Test
    void withoutACommonNeuronTheAnswerSaysSo() {
        // Given
        send(scored(0, 0, TERSE, 0.5), scored(0, 1, CHATTY, 0.5));

        // When
        JsonPath answer = compare("a=terse&b=chatty");

        // Then
        assertThat(answer.getInt("neurons.both")).isZero();
        assertThat(answer.getInt("neurons.onlyA")).isEqualTo(1);
        assertThat(answer.getInt("difference.pairs")).isZero();
        assertThat(answer.getString("difference.better.share")).isNull();
        assertThat(answer.getString("difference.noInterval")).isEqualTo("no neuron has a defined score of both");
        assertThat(answer.getList("layers")).isEmpty();
    }

    @Test
    void onlyScoresOnTheSameRecordAreAPair() {
        // Given: both have the neuron's second record alone in common
        send(
                scored(0, 0, TERSE, 0.1).on("one corpus"),
                scored(0, 0, TERSE, 0.5).on("another"),
                scored(0, 0, CHATTY, 0.75).on("another"),
                scored(0, 0, CHATTY, 0.9).on("a third"));

        // When
        JsonPath answer = compare("a=terse&b=chatty");

        // Then
        assertThat(answer.getInt("neurons.both")).isEqualTo(1);
        assertThat(answer.getInt("neurons.onlyA")).isZero();
        assertThat(answer.getDouble("difference.mean")).isEqualTo(0.25);
    }

    @Test
    void aLentExplanationIsNotCompared() {
        // Given: chatty's explanation of another neuron, simulated on this one and very well
        ScoredNeuron lent = scored(0, 1, CHATTY, 0.1).saying("lent");
        send(scored(0, 0, TERSE, 0.5), scored(0, 0, CHATTY, 0.25).candidate(0, 0.25), scored(0, 1, TERSE, 0.1), lent);
        topics.send(
                EventTopic.SCORES,
                LentScores.of(
                        scored(0, 0, CHATTY, 1).scores(), lent.explanation().id(), lent.neuron()));
        eventually(() ->
                assertThat(get("/api/models/" + model).getInt("rows.scores")).isEqualTo(5));

        // When
        JsonPath answer = compare("a=terse&b=chatty");

        // Then
        assertThat(answer.getInt("neurons.both")).isEqualTo(2);
        assertThat(answer.getDouble("difference.meanB")).isEqualTo(0.175);
        assertThat(answer.getDouble("lost[0].b.score")).isEqualTo(0.25);
    }

    @Test
    void byAJudgeTheBalancedAccuracyIsCompared() {
        // Given
        RecipeRef judge = ScoredNeuron.simulator("detection", "eeee");
        for (ScoredNeuron each : List.of(
                ScoredNeuron.of(neuron(0, 0), TERSE, judge, 0.5), ScoredNeuron.of(neuron(0, 0), CHATTY, judge, 0.75))) {
            topics.send(EventTopic.EXPLANATIONS, each.explanation());
            topics.send(EventTopic.SCORES, each.judged());
        }
        eventually(() -> assertThat(counts().getInt("judgements")).isEqualTo(2));

        // When
        JsonPath answer = compare("a=terse&b=chatty");

        // Then
        assertThat(answer.getString("measure")).isEqualTo("balancedAccuracy");
        assertThat(answer.getDouble("difference.mean")).isEqualTo(0.25);
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsAProblem() {
        // Given
        RecipeRef newer = ScoredNeuron.explainer("terse", "abcd");
        send(scored(0, 0, TERSE, 0.5), scored(0, 0, newer, 0.6), scored(0, 0, CHATTY, 0.7));

        // When, Then
        assertProblem("a=terse&b=chatty", 400, "terse may be terse@aaaaaaaa, terse@abcdabcd: name one");
        assertProblem("a=terse@aaaaaaaa&b=terse@aaaaaaaaaa", 400, "terse@aaaaaaaa is named twice");
        assertProblem("a=chatty&b=json", 400, "chatty is an explainer recipe and json is a simulator recipe");
        assertProblem("a=chatty&b=nobody", 404, "there are no scores of a recipe nobody");
        assertProblem("b=chatty", 400, "a must be a recipe");
        assertProblem("a=x&b=@", 400, "a recipe is NAME or NAME@digest");
        assertProblem("a=x&b=y&stage=scorer", 400, "stage must be \\\"explainer\\\" or \\\"simulator\\\"");
        assertProblem("a=x&b=y&stage=explainer&explainer=z", 400, "two explainers cannot share an explainer");
        assertProblem("a=x&b=y&simulator=s&explainer=z", 400, "either as explainer or as simulator");
        assertProblem("a=terse@abcdabcd&b=chatty&scorer=0", 404, "nothing was scored with both");
    }

    private void assertProblem(String query, int status, String detail) {
        Response response = RestAssured.given().urlEncodingEnabled(false).get(path(query));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.asString()).contains(detail);
    }

    private ScoredNeuron scored(int layer, int index, RecipeRef explainer, double score) {
        return ScoredNeuron.of(neuron(layer, index), explainer, JSON, score);
    }

    private void send(ScoredNeuron... all) {
        for (ScoredNeuron each : all) {
            each.sendBy(topics);
        }
        awaitScores(all.length);
        eventually(() -> assertThat(counts().getInt("explanations")).isEqualTo((int)
                Stream.of(all).map(each -> each.explanation().id()).distinct().count()));
    }

    private JsonPath compare(String query) {
        return get(path(query));
    }

    private String path(String query) {
        return "/api/comparison?model=" + model + "&" + query;
    }
}
