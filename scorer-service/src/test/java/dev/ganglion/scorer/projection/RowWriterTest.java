package dev.ganglion.scorer.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.NeuronId;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.projection.RowWriter.Outcome;
import dev.ganglion.scorer.projection.RowWriter.Pending;
import dev.ganglion.scorer.results.KnownNeuron;
import dev.ganglion.scorer.results.NeuronLookup;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class RowWriterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    RowWriter writer;

    @Inject
    NeuronLookup neurons;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    private final String model = "w-" + UUID.randomUUID();
    private final Rows rows = new Rows();

    @Test
    void manyWritersOfTheSameRowsAllSucceed() {
        // Given
        List<Pending<Row>> batch = IntStream.range(0, 100)
                .mapToObj(i -> explanation(Events.about(NeuronId.mlp(model, 0, i))))
                .map(row -> new Pending<>(row, row))
                .toList();
        List<Uni<List<Outcome<Row>>>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Pending<Row>> shuffled = new ArrayList<>(batch);
            Collections.shuffle(shuffled, new Random(i));
            writers.add(writer.write(shuffled));
        }

        // When
        List<List<Outcome<Row>>> outcomes =
                Uni.join().all(writers).andFailFast().await().atMost(PATIENCE);

        // Then
        assertThat(outcomes).hasSize(6).allSatisfy(each -> assertThat(each)
                .hasSize(100)
                .allSatisfy(outcome -> assertThat(outcome.refused()).isNull()));
        assertThat(find(NeuronId.mlp(model, 0, 99)).explanations()).hasSize(1);
    }

    @Test
    void ofTwoContentsUnderOneIdTheSameOneStaysInBothOrders() {
        // Given: as when two devices compute one record and round differently
        Row one = explanation(Events.about(NeuronId.mlp(model, 1, 1)));
        Row other =
                with(one, "text", "another text", "content", (long) one.values().get("content") + 1);
        Row mirrored = explanation(Events.about(NeuronId.mlp(model, 1, 2)));
        Row mirroredOther = with(
                mirrored,
                "text",
                "another text",
                "content",
                (long) mirrored.values().get("content") + 1);

        // When
        write(one);
        write(other);
        write(mirroredOther);
        write(mirrored);

        // Then
        assertThat(find(NeuronId.mlp(model, 1, 1)).explanations().get(0).text()).isEqualTo("another text");
        assertThat(find(NeuronId.mlp(model, 1, 2)).explanations().get(0).text()).isEqualTo("another text");
    }

    @Test
    void whatComesTwiceInABatchIsWrittenOnceAndTheGreaterContentStays() {
        // Given: a topic that was filled twice, and one of two contents
        Row one = explanation(Events.about(NeuronId.mlp(model, 4, 1)));
        Row other =
                with(one, "text", "another text", "content", (long) one.values().get("content") + 1);
        List<Pending<Row>> batch =
                List.of(new Pending<>(one, one), new Pending<>(other, other), new Pending<>(one, one));

        // When
        List<Outcome<Row>> outcomes = writer.write(batch).await().atMost(PATIENCE);

        // Then
        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> assertThat(outcome.refused())
                .isNull());
        assertThat(find(NeuronId.mlp(model, 4, 1)).explanations())
                .singleElement()
                .satisfies(found -> assertThat(found.text()).isEqualTo("another text"));
    }

    @Test
    void onlyTheRowThatTheDatabaseRefusesIsLeftOut() {
        // Given
        Row refused = with(explanation(Events.about(NeuronId.mlp(model, 2, 1))), "text", null, "content", 1L);
        List<Pending<String>> batch = List.of(
                new Pending<>("first", explanation(Events.about(NeuronId.mlp(model, 2, 0)))),
                new Pending<>("refused", refused),
                new Pending<>("last", explanation(Events.about(NeuronId.mlp(model, 2, 2)))));

        // When
        List<Outcome<String>> outcomes = writer.write(batch).await().atMost(PATIENCE);

        // Then
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.refused() != null)
                .extracting(Outcome::of)
                .containsExactly("refused");
        assertThat(find(NeuronId.mlp(model, 2, 0)).explanations()).hasSize(1);
        assertThat(find(NeuronId.mlp(model, 2, 1)).explanations()).isEmpty();
        assertThat(find(NeuronId.mlp(model, 2, 2)).explanations()).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
        // Given
        String name = database.substring(database.lastIndexOf('/') + 1);
        sql("alter database " + name + " allow_connections false");
        sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        Row row = explanation(Events.about(NeuronId.mlp(model, 3, 1)));

        // When
        CompletableFuture<List<Outcome<Row>>> written =
                writer.write(List.of(new Pending<>(row, row))).subscribeAsCompletionStage();
        Thread.sleep(1500);
        boolean waited = !written.isDone();
        sql("alter database " + name + " allow_connections true");

        // Then
        assertThat(waited).isTrue();
        assertThat(written)
                .succeedsWithin(PATIENCE)
                .satisfies(outcomes -> assertThat(outcomes.get(0).refused()).isNull());
        assertThat(find(NeuronId.mlp(model, 3, 1)).explanations()).hasSize(1);
    }

    private Row explanation(Events events) {
        return rows.of(new TopicRecord(
                EventTopic.EXPLANATIONS.name(),
                0,
                0,
                null,
                null,
                EventTopic.EXPLANATIONS.codec().encode(events.explanation()),
                Map.of()));
    }

    private static Row with(Row row, String name, Object value, String otherName, Object otherValue) {
        Map<String, Object> values = new HashMap<>(row.values());
        values.put(name, value);
        values.put(otherName, otherValue);
        return new Row(row.table(), values);
    }

    private void write(Row row) {
        List<Outcome<Row>> outcomes =
                writer.write(List.of(new Pending<>(row, row))).await().atMost(PATIENCE);
        assertThat(outcomes.get(0).refused()).isNull();
    }

    private KnownNeuron find(NeuronId neuron) {
        return neurons.find(neuron).await().atMost(PATIENCE);
    }

    /** From outside: over the server's own database. */
    private void sql(String statement) throws SQLException {
        String server = database.substring(0, database.lastIndexOf('/') + 1) + "postgres";
        try (Connection connection = DriverManager.getConnection(server, user, "");
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
