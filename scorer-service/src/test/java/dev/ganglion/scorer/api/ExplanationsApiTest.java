package dev.ganglion.scorer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.ScoredNeuron;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ExplanationsApiTest extends ScorerServiceTest {

    private static final RecipeRef TERSE = ScoredNeuron.explainer("terse", "abcd");
    private static final RecipeRef LONG = ScoredNeuron.explainer("it's \\ long", "1234");
    private static final RecipeRef JSON = ScoredNeuron.simulator("json", "0123");

    /** Says something of neurons, and waits until it can be found. */
    private void said(ScoredNeuron... neurons) {
        for (ScoredNeuron each : neurons) {
            each.sendBy(topics);
        }
        eventually(() -> assertThat(find("limit=200").getList("items.simulator.name"))
                .hasSize(neurons.length)
                .doesNotContainNull());
    }

    private ScoredNeuron of(int layer, int index, double score, String words) {
        return ScoredNeuron.of(neuron(layer, index), TERSE, JSON, score).saying(words);
    }

    private JsonPath find(String query) {
        return RestAssured.given()
                .urlEncodingEnabled(true)
                .get("/api/explanations?model=" + model + "&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> indices(JsonPath found) {
        List<String> indices = new ArrayList<>();
        found.<String>getList("items.neuron").forEach(key -> indices.add(key.substring(key.lastIndexOf('/') + 1)));
        return indices;
    }

    @Test
    void wordsAreFoundInAnyFormAndStopWordsToo() {
        // Given
        said(
                of(0, 1, 0.5, "names of colours and of the colouring"),
                of(0, 2, 0.7, "the word the"),
                of(0, 3, 0.1, "sports, running"));

        // Then
        assertThat(indices(find("q=colour"))).containsExactly("1");
        assertThat(indices(find("q=the&order=best"))).containsExactly("2", "1");
        assertThat(indices(find("q=run"))).containsExactly("3");
        assertThat(indices(find("q=colour run"))).isEmpty();
        assertThat(find("q=colour").getList("items[0].highlights.from")).containsExactly(9, 28);
        assertThat(find("q=colour").getList("items[0].highlights.to")).containsExactly(16, 37);
        assertThat(find("q=colour").getFloat("items[0].score.value")).isEqualTo(0.5f);
    }

    @ParameterizedTest
    @CsvSource({"punctuatoin,punctuation", "punctation,punctuation", "sprots,sports", "colorus,colorus"})
    void typingErrorsAreForgivenAndSaid(String typed, String meant) {
        // Given
        said(of(0, 1, 0.5, "punctuation"), of(0, 2, 0.5, "sports"));

        // When
        JsonPath found = find("q=" + typed);

        // Then
        if (typed.equals(meant)) {
            assertThat(found.getList("items")).isEmpty();
            assertThat(found.getMap("corrected")).isEmpty();
        } else {
            assertThat(found.getList("items.text")).containsExactly(meant);
            assertThat(found.<String, List<String>>getMap("corrected")).containsEntry(typed, List.of(meant));
        }
    }

    @Test
    void filtersNarrowAndScoresBound() {
        // Given
        said(
                of(0, 1, 0.51, "one word"),
                of(1, 2, 0.505, "another word"),
                of(1, 3, -0.3, "a third word"),
                of(1, 4, 0.9, "a fourth word").undefined(),
                ScoredNeuron.of(neuron(1, 5), LONG, JSON, 1).saying("a fifth word"));

        // Then
        assertThat(indices(find("q=word&order=best"))).containsExactly("5", "1", "2", "3", "4");
        assertThat(indices(find("q=word&order=worst"))).containsExactly("3", "2", "1", "5", "4");
        assertThat(indices(find("layer=1&order=best"))).containsExactly("5", "2", "3", "4");
        assertThat(indices(find("minScore=0.505&maxScore=0.6&order=best"))).containsExactly("1", "2");
        assertThat(indices(find("explainer=terse@abcdabcd&order=best"))).containsExactly("1", "2", "3", "4");
        assertThat(indices(find("explainer=it's \\ long"))).containsExactly("5");
        assertThat(indices(find("simulator=json@01230123&minScore=0.6"))).containsExactly("5");
        assertThat(indices(find("kind=token-table"))).isEmpty();
        assertThat(find("layer=1&order=worst").getString("items[3].score.undefined"))
                .isEqualTo("constant simulated activations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order=best", "order=worst", "order=relevance", "order=best&q=word", "order=worst&q=word"})
    void pagesPutTogetherAreEverythingOnce(String query) {
        // Given
        said(
                of(0, 1, 0.51, "one word"),
                of(0, 2, 0.51, "another word"),
                of(0, 3, -0.3, "a third word and word"),
                of(0, 4, 0, "a fourth word").undefined(),
                of(0, 5, 0, "a fifth word").undefined());

        // When
        List<String> paged = new ArrayList<>();
        String next = null;
        do {
            JsonPath page = find(query + "&limit=2" + (next == null ? "" : "&after=" + next));
            paged.addAll(indices(page));
            next = page.getString("next");
        } while (next != null);

        // Then
        assertThat(paged).hasSize(5).isEqualTo(indices(find(query)));
    }

    @Test
    void whatIsForgottenIsFoundNoMore() {
        // Given
        said(of(0, 1, 0.5, "a word"));

        // When
        given().delete("/api/models/" + model).then().statusCode(200);

        // Then
        eventually(() -> assertThat(find("q=word").getList("items")).isEmpty());
    }

    @Test
    void hostileTextIsFoundAndGivenBackAsItIs() {
        // Given
        String hostile = "<script>alert(1)</script> \u202Eright \u0001\u0002 to left " + "x".repeat(10_000);
        said(of(0, 1, 0.5, hostile), of(0, 2, 0.5, "NUL \u0000 inside"));

        // Then
        assertThat(find("q=right").getString("items[0].text")).isEqualTo(hostile.substring(0, 1000));
        assertThat(find("q=NUL").getString("items[0].text")).isEqualTo("NUL \uFFFD inside");
        assertThat(find("q=inside").getMap("items[0].highlights[0]")).isEqualTo(Map.of("from", 6, "to", 12));
        for (String q : List.of("'", "\\", "a' | 'b", "!word & (", ":*", "½", "<->")) {
            given().queryParam("q", q)
                    .get("/api/explanations?model=" + model)
                    .then()
                    .statusCode(200);
        }
        given().queryParam("q", "\u0000").get("/api/explanations").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "order=newest,order must be",
        "kind=x,kind must be",
        "minScore=2,minScore must be",
        "after=nonsense,after must be",
        "limit=0,limit must be"
    })
    void whatCannotBeIsRefusedInASentence(String query, String sentence) {
        given().get("/api/explanations?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(sentence));
    }

    @Test
    void theChecksumIsOfWhatIsThereAndNotOfWhen() {
        // Given
        JsonPath before = get("/api/checksum");

        // When
        said(of(0, 1, 0.5, "a word"));
        JsonPath with = get("/api/checksum");
        given().delete("/api/models/" + model).then().statusCode(200);

        // Then
        assertThat(with.getString("checksum")).isNotEqualTo(before.getString("checksum"));
        assertThat(with.getInt("tables.explanation.rows")).isEqualTo(before.getInt("tables.explanation.rows") + 1);
        assertThat(get("/api/checksum").getString("checksum")).isEqualTo(before.getString("checksum"));
    }
}
