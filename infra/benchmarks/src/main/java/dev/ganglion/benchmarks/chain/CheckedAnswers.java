package dev.ganglion.benchmarks.chain;

import dev.ganglion.benchmarks.neurons.SyntheticNeurons;
import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import dev.ganglion.benchmarks.surroundings.Surroundings;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Split;
import dev.ganglion.events.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Whether the chain did what was measured: a score of each neuron and none twice, on the topic and in the database, with
 * the right value.
 *
 * @param scores on the topic and in the database, one for each neuron
 * @param recomputed how many of them were computed anew from the neurons' records
 * @param databaseBytes of the whole database
 */
record CheckedAnswers(int scores, int recomputed, long databaseBytes) {

    private static final int RECOMPUTED = 100;
    private static final double TOLERANCE = 1e-9;
    private static final Duration POLL = Duration.ofSeconds(5);

    private static final EventCodec<Scores> SCORES = EventCodec.of(Scores.class);
    private static final EventCodec<NeuronActivations> ACTIVATIONS = EventCodec.of(NeuronActivations.class);

    static CheckedAnswers of(Surroundings surroundings, SyntheticNeurons synthetic, int neurons) {
        Map<String, Scores> byKey = new HashMap<>();
        Map<UUID, String> keyById = new HashMap<>();
        int read = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = PlainBroker.consumer(surroundings, Topics.SCORES)) {
            for (var records = consumer.poll(POLL); !records.isEmpty(); records = consumer.poll(POLL)) {
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Scores scores = SCORES.decode(record.value());
                    String key = scores.neuron().key();
                    read++;
                    keyById.put(scores.id(), key);
                    byKey.put(key, read % Math.max(1, neurons / RECOMPUTED) == 0 ? scores : null);
                }
                if (read >= neurons) {
                    break;
                }
            }
        }
        require("scores on the topic", read, neurons);
        require("different scores on the topic", keyById.size(), neurons);
        require("neurons with a score", byKey.size(), neurons);
        int recomputed = 0;
        for (int n = 0; n < neurons; n++) {
            Scores scores = byKey.get(SyntheticNeurons.key(n));
            if (scores != null) {
                recompute(scores, ACTIVATIONS.decode(synthetic.activations(n)));
                recomputed++;
            }
        }
        return new CheckedAnswers(neurons, recomputed, inDatabase(surroundings, neurons));
    }

    private static void recompute(Scores scores, NeuronActivations record) {
        double expected = ExpectedScore.of(record);
        Double actual = scores.on(Split.VALID, ScoredOn.TOP_AND_RANDOM)
                .orElseThrow()
                .correlation()
                .value();
        if (actual == null || !(Math.abs(actual - expected) < TOLERANCE)) {
            throw new BenchmarkException(
                    "the score of " + scores.neuron().key() + " is " + actual + " and should be " + expected);
        }
    }

    private static long inDatabase(Surroundings surroundings, int neurons) {
        try (Connection connection = surroundings.database().connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("neuron_record", "explanation", "simulation", "scores")) {
                require("rows of " + table, number(statement, "select count(*) from projection." + table), neurons);
            }
            require("rows of dead_letter", number(statement, "select count(*) from projection.dead_letter"), 0);
            return number(statement, "select pg_database_size(current_database())");
        } catch (SQLException e) {
            throw new BenchmarkException("the database does not answer: " + e.getMessage());
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void require(String what, long found, long expected) {
        if (found != expected) {
            throw new BenchmarkException(
                    what + ": " + found + ", and not " + expected + ": the chain did not do what is measured");
        }
    }

    Map<String, Object> json() {
        return Map.of("scores", scores, "doubled", 0, "deadLetters", 0, "recomputed", recomputed);
    }
}
