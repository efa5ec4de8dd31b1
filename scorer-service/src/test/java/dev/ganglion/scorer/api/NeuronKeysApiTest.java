package dev.ganglion.scorer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class NeuronKeysApiTest extends ScorerServiceTest {

    private static final float[] RIGHT = {0, 0, 10, 0};
    private static final float[] WORSE = {0, 8, 10, 0};

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @Test
    void keysAreInTheOrderOfTheModelAndOfTheLayersThatAreAskedFor() {
        // Given
        send(Events.about(neuron(10, 0)));
        send(Events.about(neuron(2, 10)));
        send(Events.about(neuron(2, 9)));
        send(Events.about(neuron(7, 0)));
        awaitRecords(4);

        // Then
        assertThat(keys(""))
                .containsExactly(
                        neuron(2, 9).key(),
                        neuron(2, 10).key(),
                        neuron(7, 0).key(),
                        neuron(10, 0).key());
        assertThat(keys("&layers=0-2,%207")).containsExactly(key(2, 9), key(2, 10), key(7, 0));
        assertThat(keys("&layers=3-6")).isEmpty();
    }

    @Test
    void belowMeansTheBestScoreOrNone() {
        // Given: scores of 1, of less, an undefined one, and none
        send(Events.about(neuron(0, 0)));
        Events poor = Events.about(neuron(0, 1)).simulatedAs(WORSE);
        send(poor);
        send(Events.about(neuron(0, 2)).neverFiring());
        awaitScores(3);
        topics.send(EventTopic.NEURON_ACTIVATIONS, Events.about(neuron(0, 3)).activations());
        awaitRecords(4);
        double score = get("/api/neurons/" + poor.neuron())
                .getDouble("scores[0].scores.find {"
                        + " it.split == 'valid' && it.on == 'top-and-random' }.correlation.value");

        // Then
        assertThat(keys("&below=1")).containsExactly(key(0, 1), key(0, 2), key(0, 3));
        assertThat(keys("&below=0")).containsExactly(key(0, 2), key(0, 3));
        assertThat(keys("&below=" + score)).doesNotContain(key(0, 1));
        assertThat(keys("&below=0&explainer=terse@aaaaaaaa")).containsExactly(key(0, 2), key(0, 3));
        assertThat(keys("&below=0&explainer=another")).containsExactly(key(0, 0), key(0, 1), key(0, 2), key(0, 3));
    }

    @Test
    void ofSeveralCandidatesTheBestOnCalibrationIsJudged() {
        // Given: the first would be right on valid by luck
        Events lucky = Events.about(neuron(0, 0)).explainedAs("lucky").simulatedOnCalibrationAs(WORSE);
        Events chosen =
                lucky.explainedAs("chosen").candidate(1).simulatedAs(WORSE).simulatedOnCalibrationAs(RIGHT);
        send(lucky);
        send(chosen);
        awaitScores(2);
        eventually(() -> assertThat(counts().getInt("explanations")).isEqualTo(2));

        // Then
        assertThat(keys("&below=0.99")).containsExactly(key(0, 0));
    }

    @Test
    void twelveThousandNeuronsAreListedOnceEach() throws SQLException {
        // Given: pages have 5,000; and every third neuron has two records
        insertRecords(12_000, 1);
        insertRecords(12_000, 3);

        // Then
        assertThat(keys(""))
                .hasSize(12_000)
                .doesNotHaveDuplicates()
                .startsWith(key(0, 0))
                .endsWith(key(0, 11_999));
        assertThat(keys("&below=0.5")).hasSize(12_000);
    }

    @Test
    void aPageThatIsExactlyFullIsNotFollowedByAnything() throws SQLException {
        // Given
        insertRecords(5000, 1);

        // Then
        assertThat(keys("")).hasSize(5000);
    }

    @Test
    void aListThatCannotBeFinishedDoesNotLookFinished() throws Exception {
        // Given: more than fits into the buffers between server and client
        insertRecords(200_000, 1);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
            socket.getOutputStream()
                    .write(("GET /api/neuron-keys?model=" + model + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String start = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            // When
            sql("alter table projection.neuron_record rename to gone");
            String rest;
            try {
                rest = rest(socket.getInputStream());
            } finally {
                sql("alter table projection.gone rename to neuron_record");
            }

            // Then: without the empty chunk that ends an answer
            assertThat(start).isEqualTo("HTTP/1.1 200");
            assertThat(rest).contains(key(0, 0)).doesNotContain(key(0, 199_999)).doesNotEndWith("0\r\n\r\n");
        }
    }

    private static String rest(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (IOException reset) {
            // What came before says enough.
        }
        return read.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void noNeuronsAreAnEmptyText() {
        RestAssured.get("/api/neuron-keys?model=" + model)
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(equalTo(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layers=x | layers must be numbers and ranges such as 0-3,7",
                "layers=5-3 | layers must be numbers and ranges such as 0-3,7, and 5-3 ends before it begins",
                "layers=1, | layers must be numbers and ranges",
                "below=NaN | below must be a number from -1 to 1, not \"NaN\"",
                "below=2 | below must be a number from -1 to 1",
                "model=A | model must be a name",
                "explainer=a@b | explainer is not a recipe",
            })
    void aBadParameterIsAProblemWithOneSentence(String query, String sentence) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/api/neuron-keys?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(sentence));
    }

    private String key(int layer, int index) {
        return neuron(layer, index).key();
    }

    private void awaitRecords(int records) {
        eventually(() -> assertThat(counts().getInt("activations")).isEqualTo(records));
    }

    private List<String> keys(String query) {
        String text = RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/api/neuron-keys?model=" + model + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
        return text.lines().toList();
    }

    /** Past the topics: so many neurons would take a while. */
    private void insertRecords(int neurons, int every) throws SQLException {
        sql("insert into projection.neuron_record select gen_random_uuid(), '" + model
                + "', 0, 'mlp', i, 1, 1, 1, 1, null, null, '', '', '', 1, 1, '', '', 1 from generate_series(0, "
                + (neurons - 1) + ", " + every + ") i");
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
