package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which dead letters there are, and what has become of them. */
@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class DeadLettersApiTest extends ScorerServiceTest {

    private static final EventCodec<DeadLetterDecision> DECISIONS = EventCodec.of(DeadLetterDecision.class);
    private static final byte[] VALUE = {'{', '}'};

    private final DeadLetterDecision discarded =
            new DeadLetterDecision(DeadLetterDecision.Outcome.DISCARDED, null, "2026-11-23T12:00:00Z");
    private final DeadLetterDecision redriven =
            DeadLetterDecision.redriven("replay.<b>", Instant.parse("2026-11-23T13:00:00Z"));

    @Test
    void anOpenDeadLetterIsNoLongerListedOnceItIsDecidedOnAndIsThereAmongAll() {
        // Given
        String one = letter("too long");
        String other = letter("too long");
        String third = letter("too short");
        eventually(() -> assertThat(ids("")).containsExactlyInAnyOrder(one, other, third));

        // When
        decide(one, discarded);
        decide(other, redriven);

        // Then
        eventually(() -> assertThat(ids("")).containsExactly(third));
        assertThat(ids("&state=discarded")).containsExactly(one);
        assertThat(ids("&state=redriven")).containsExactly(other);
        assertThat(ids("&state=all")).containsExactlyInAnyOrder(one, other, third);
        JsonPath shown = get("/api/dead-letters/" + other);
        assertThat(shown.getString("state")).isEqualTo("redriven");
        assertThat(shown.getMap("decision"))
                .containsEntry("replay", "replay.<b>")
                .containsEntry("at", "2026-11-23T13:00:00Z");
        assertThat(shown.getString("value")).isEqualTo("{}");
        assertThat(get("/api/dead-letters/" + third).getMap(""))
                .containsEntry("state", "open")
                .containsEntry("decision", null);
    }

    @Test
    void aDecisionThatComesBeforeItsDeadLetterHoldsToo() {
        // Given: a place that nothing is at yet
        RecordMetadata before = topics.send(Topics.EXPLAINER_DLQ, model, VALUE, Map.of());
        String next = DeadLetterDecision.key(Topics.EXPLAINER_DLQ, before.partition(), before.offset() + 1);
        decide(next, discarded);
        eventually(() -> assertThat(topics.lag("projection", Topics.DEAD_LETTER_DECISIONS))
                .isZero());

        // When
        RecordMetadata placed = topics.send(Topics.EXPLAINER_DLQ, model, VALUE, Map.of());

        // Then
        assertThat(id(placed)).isEqualTo(next);
        eventually(() -> assertThat(ids("&state=all")).hasSize(2));
        assertThat(ids("")).containsExactly(id(before));
        assertThat(state(next)).isEqualTo("discarded");
    }

    @Test
    void theLastDecisionCountsAndNoValueTakesItBack() {
        // Given
        String letter = letter("too long");
        decide(letter, discarded);
        decide(letter, redriven);
        eventually(() -> assertThat(state(letter)).isEqualTo("redriven"));

        // When
        topics.send(Topics.DEAD_LETTER_DECISIONS, letter, null, Map.of());

        // Then
        eventually(() -> assertThat(state(letter)).isEqualTo("open"));
    }

    @Test
    void theOpenOnesAreCounted() {
        // Given
        String letter = letter("too long");
        eventually(() -> assertThat(ids("")).hasSize(1));
        int open = counts().getInt("deadLetters");

        // When
        decide(letter, discarded);

        // Then
        eventually(() -> assertThat(counts().getInt("deadLetters")).isEqualTo(open - 1));
    }

    @Test
    void filtersNarrowTheListAndPagesPutTogetherAreAllOfIt() {
        // Given
        String terse = letter(Topics.EXPLAINER_DLQ, "answer 100% too long", "terse@1a2b3c4d");
        String terser = letter(Topics.EXPLAINER_DLQ, "no answer", "terser@1a2b3c4d");
        String simulator = letter(Topics.SIMULATOR_DLQ, "no answer", "terse@ffffffff");
        eventually(() -> assertThat(ids("")).hasSize(3));
        Instant at = Instant.parse(get("/api/dead-letters/" + terser).getString("at"));

        // Then
        assertThat(ids("&service=explainer")).containsExactlyInAnyOrder(terse, terser);
        assertThat(ids("&topic=simulator-service.dlq")).containsExactly(simulator);
        assertThat(ids("&recipe=terse")).containsExactlyInAnyOrder(terse, simulator);
        assertThat(ids("&recipe=terse@1a2b3c4d")).containsExactly(terse);
        assertThat(ids("&recipe=terse@1a2b3c4d00000000")).containsExactly(terse);
        assertThat(ids("&reason=100%25%20too")).containsExactly(terse);
        assertThat(ids("&reason=100_%20too")).isEmpty();
        assertThat(ids("&since=" + at)).contains(terser, simulator);
        assertThat(ids("&until=" + at)).doesNotContain(terser, simulator);
        assertThat(ids("&until=" + at.plusMillis(1))).contains(terser);
        assertThat(get("/api/dead-letters?key=nobody").getList("items")).isEmpty();

        // When
        List<String> paged = new ArrayList<>();
        String next = null;
        do {
            JsonPath page = list("&limit=1" + (next == null ? "" : "&after=" + next));
            paged.addAll(ids(page));
            next = page.getString("next");
        } while (next != null);

        // Then
        assertThat(paged).containsExactlyElementsOf(ids(""));
    }

    @ParameterizedTest
    @CsvSource({"nothing-of-this.dlq/0/1", "explanations/0/1", "explainer-service.dlq/00/1", "nonsense"})
    void aDecisionOnWhatIsNoDeadLetterIsPutAside(String key) {
        // When
        String marked = "{\"decision\":\"discarded\",\"at\":\"2026-11-23T12:00:00Z\",\"x\":\"" + model + "\"}";
        topics.send(Topics.DEAD_LETTER_DECISIONS, key, marked.getBytes(), Map.of());

        // Then
        eventually(() -> {
            List<ConsumerRecord<byte[], byte[]>> letters = topics.read(Topics.SCORER_DLQ, key);
            assertThat(letters).anySatisfy(letter -> {
                assertThat(new String(letter.value())).contains(model);
                assertThat(TopicClient.header(letter, DeadLetterHeaders.REASON)).contains("must name a dead letter");
            });
        });
    }

    @Test
    void thePageShowsOpenOnesAndAllWithWhatWasDecided() {
        // Given
        String open = letter("<script>alert(1)</script>");
        String decided = letter("put away");
        decide(decided, redriven);
        eventually(() -> assertThat(ids("")).containsExactly(open));

        // When: other tests' dead letters may fill the first page
        String first = RestAssured.get("/dead-letters").asString();
        String after = before(open);
        String page = RestAssured.get("/dead-letters" + after).asString();
        String all = RestAssured.get("/dead-letters?state=all" + before(decided).replace('?', '&'))
                .asString();

        // Then
        assertThat(first).contains("<a href=\"/dead-letters\" aria-current=\"true\">open</a>", "?state=all\">all</a>");
        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert(1)", "put away", "null");
        assertThat(all).contains("put away", "by replay.&lt;b&gt;").doesNotContain("replay.<b>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?state=closed | 400 | state must be \"open\", \"discarded\", \"redriven\" or \"all\", not \"closed\"",
                "?service=broker | 400 | service must be one of activation, explainer, simulator, scorer, not \"broker\"",
                "?since=yesterday | 400 | since must be a time such as 2026-01-31T12:00:00Z, not \"yesterday\"",
                "?until=%2B292278994-01-01T00:00:00Z | 400 | until must be a time such as",
                "?recipe=a@b | 400 | recipe is not a recipe",
                "?reason=%00 | 400 | reason must be a text of at most 1000 characters",
                "?key=%00 | 400 | key must be a text",
                "/scorer-service.dlq/0/99999999 | 404 | there is no dead letter scorer-service.dlq/0/99999999",
                "/scorer-service.dlq/x/1 | 400 | partition must be a whole number",
                "/scorer-service.dlq/0/-1 | 400 | offset must be a whole number from 0 on, not \"-1\"",
                "/scores/0/1 | 400 | topic must be one of activation-service.dlq",
            })
    void whatCannotBeAnsweredIsAProblemWithOneSentence(String path, int status, String sentence) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/api/dead-letters" + path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", containsString(sentence));
    }

    /** A dead letter whose key is this test's model. */
    private String letter(String reason) {
        return letter(Topics.EXPLAINER_DLQ, reason, "terse@1a2b3c4d");
    }

    private String letter(String topic, String reason, String recipe) {
        return id(topics.send(
                topic, model, VALUE, Map.of(DeadLetterHeaders.REASON, reason, DeadLetterHeaders.RECIPE, recipe)));
    }

    private void decide(String letter, DeadLetterDecision decision) {
        topics.send(Topics.DEAD_LETTER_DECISIONS, letter, DECISIONS.encode(decision), Map.of());
    }

    private String state(String letter) {
        return get("/api/dead-letters/" + letter).getString("state");
    }

    private JsonPath list(String query) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/api/dead-letters?key=" + model + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> ids(String query) {
        return ids(list(query));
    }

    private static List<String> ids(JsonPath page) {
        List<Map<String, Object>> items = page.getList("items");
        return items.stream()
                .map(item -> item.get("topic") + "/" + item.get("partition") + "/" + item.get("offset"))
                .toList();
    }

    /** The page that begins with this dead letter. */
    private static String before(String letter) {
        int slash = letter.lastIndexOf('/');
        long offset = Long.parseLong(letter.substring(slash + 1));
        return offset == 0 ? "" : "?after=" + letter.substring(0, slash + 1) + (offset - 1);
    }

    private static String id(RecordMetadata placed) {
        return DeadLetterDecision.key(placed.topic(), placed.partition(), placed.offset());
    }
}
