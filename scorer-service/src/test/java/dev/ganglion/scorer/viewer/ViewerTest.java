package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ViewerTest extends ScorerServiceTest {

    @Test
    void theListShowsNeuronsByScoreAndTheDistribution() {
        // Given
        send(Events.about(neuron(4, 2)).explainedAs("the third word, said well"));
        send(Events.about(neuron(5, 1)).neverFiring());
        show(2);

        // When
        String page = html("/?model=" + model);

        // Then
        assertThat(page)
                .contains("the third word, said well", "1.00", "1 never fires")
                .contains("layer 4: 1 score, mean 1.00")
                .contains("/neurons/" + model + "/4-mlp/2?scores=");
        eventually(() -> assertThat(html("/search?model=" + model))
                .contains("the third word, said well", "no score: never fires"));
        assertThat(html("/search?model=" + model + "&layer=5")).doesNotContain("said well");
    }

    @Test
    void aNeuronShowsWordsThenScoreThenActualWithSimulated() {
        // Given
        Events events = Events.about(neuron(0, 1));
        send(events);
        show(1);

        // When
        String page = html("/neurons/" + events.neuron());

        // Then
        assertThat(page).containsSubsequence("<h1>“the third word”</h1>", "1.00", "on 4 excerpts", "Simulated against");
        assertThat(page)
                .contains("<span class=\"t a10 s10\" title=\"actual 3.00 · simulated 10.00\"> three</span>")
                .contains("<span class=\"t first n1\" tabindex=\"0\"")
                .contains("Quantiles 0.5–0.9", "Tokens it fires on most");
    }

    @Test
    void hostileTextIsShownAsTextAndBounded() {
        // Given
        Events events = Events.about(neuron(0, 1))
                .explainedAs("<script>alert(1)</script>\" onload=\"x\u202E" + "y".repeat(5000))
                .on("<img src=x>", "\" onmouseover=\"alert(2)", "{page.words}", "a\0\u202Eb\n");
        send(events);
        show(1);

        // When
        String page = html("/neurons/" + events.neuron());
        String list = html("/?model=" + model) + html("/search?model=" + model);

        // Then
        assertThat(page + list)
                .doesNotContain("<script>alert", "<img", "onload=\"x", "onmouseover=\"alert", "\u202E", "\0")
                .doesNotContain("y".repeat(1001));
        assertThat(page).contains("&lt;img src=x&gt;", "{page.words}", "a‹00›‹202E›b⏎");
    }

    @Test
    void pagesMayLoadNothingFromElsewhereAndNoInlineScript() {
        RestAssured.get("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Content-Security-Policy", startsWith("default-src 'self';"))
                .header("X-Content-Type-Options", "nosniff");
        assertThat(html("/")).doesNotContain("style=", "<style", "<script>", "http://", "https://");
        RestAssured.get("/viewer.css").then().statusCode(200).contentType(startsWith("text/css"));
        for (String script :
                new String[] {"/viewer.js", "/theme.js", "/scatter.js", "/lib/htmx.min.js", "/lib/uPlot.iife.min.js"}) {
            RestAssured.get(script).then().statusCode(200).contentType(containsString("javascript"));
        }
    }

    @Test
    void whatAPageOfAnotherSitePostsIsRefusedAndSoIsASuggestionThatTheOperatorDidNotAskFor() {
        // Given
        Events events = Events.about(neuron(0, 1));
        send(events);
        show(1);
        String neuron = "/neurons/" + events.neuron();

        // When, then
        RestAssured.given()
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("text", "the third word")
                .post(neuron + "/sentence")
                .then()
                .statusCode(403);
        RestAssured.given()
                .header("Origin", "http://elsewhere.example")
                .formParam("text", "the third word")
                .post(neuron + "/sentence")
                .then()
                .statusCode(403);
        RestAssured.given()
                .formParam("text", "the third word")
                .post(neuron + "/sentence")
                .then()
                .statusCode(403);
        RestAssured.given()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("text", "the third word")
                .post(neuron + "/explanations")
                .then()
                .statusCode(403)
                .body(containsString("suggestions are not taken here"));
        assertThat(html(neuron)).doesNotContain("Say it better");
    }

    @Test
    void whereTheActivationServerIsAwayASentenceGetsAKindAnswer() {
        // Given
        Events events = Events.about(neuron(0, 1));
        send(events);
        show(1);

        // When, then: a page of its own, as without a script
        RestAssured.given()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("text", "the third word")
                .post("/neurons/" + events.neuron() + "/sentence")
                .then()
                .statusCode(200)
                .body(containsString("The activation server does not answer"), containsString("<html"));
        RestAssured.given()
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("text", "x".repeat(2_001))
                .post("/neurons/" + events.neuron() + "/sentence")
                .then()
                .statusCode(200)
                .body(containsString("at most 2,000 characters"));
    }

    @Test
    void theParametersOfAComparisonThatCannotBeAreSaidOnThePage() {
        assertThat(html("/compare?a=nobody&b=nothing")).contains("there are no scores of a recipe nobody");
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/compare?a=nobody&b=%00")
                .then()
                .statusCode(400);
    }

    @Test
    void thePipelineShowsTheGroupsAndHowFarTheyAre() {
        // Given
        send(Events.about(neuron(0, 1)));
        show(1);

        // When, then: offsets are committed some time after the record is read
        eventually(() -> assertThat(html("/pipeline")).contains("scorer", "projection", "neuron-activations", "done"));
    }

    @Test
    void whatIsNotThereIsAPlainPage() {
        RestAssured.get("/neurons/" + model + "/0-mlp/1")
                .then()
                .statusCode(404)
                .contentType("text/html;charset=utf-8")
                .body(containsString("nothing is known of neuron " + model + "/0-mlp/1"));
        RestAssured.get("/nowhere").then().statusCode(404).body(containsString("there is nothing at this address"));
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/search?layer=%3Cb%3E")
                .then()
                .statusCode(400)
                .body(containsString("layer must be a whole number from 0 to 999999, not &quot;&lt;b&gt;&quot;"));
    }

    @Test
    void deadLettersAreListed() {
        assertThat(html("/dead-letters")).contains("<h1>Dead letters</h1>");
    }

    private void show(int neurons) {
        awaitScores(neurons);
        eventually(() -> {
            assertThat(counts().getInt("activations")).isEqualTo(neurons);
            assertThat(counts().getInt("explanations")).isEqualTo(neurons);
            assertThat(counts().getInt("simulations")).isEqualTo(neurons);
        });
    }

    private static String html(String path) {
        return RestAssured.get(path).then().statusCode(200).extract().asString();
    }
}
