package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.cli.rebuilding.Content;
import dev.ganglion.cli.rebuilding.ProjectionLag;
import dev.ganglion.events.Topics;
import dev.ganglion.local.ChildProcess;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.Ports;
import dev.ganglion.local.SharedServers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built scorer-service with a real broker and a real database, which is dropped and made again. */
class RebuildIT {

    private static final int NEURONS = 40;
    private static final String GROUP = "projection";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path BUILT = Path.of(System.getProperty("ganglion.root"));

    @TempDir
    Path checkout;

    private final String model = "rebuilt-" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = Ports.free();
    private String bootstrap;
    private LocalDatabase database;
    private ChildProcess scorer;

    @BeforeEach
    void aScorerServiceRuns() throws Exception {
        bootstrap = SharedServers.bootstrapServers(Topics.all());
        readNothingYet();
        database = SharedServers.newDatabase();
        Files.createSymbolicLink(checkout.resolve("scorer-service"), BUILT.resolve("scorer-service"));
        scorer = ChildProcess.start(
                "scorer-service",
                List.of(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        BUILT.resolve("scorer-service/target/quarkus-app/quarkus-run.jar")
                                .toString()),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrap,
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        database.reactiveUrl(),
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        database.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        LocalPostgres.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port)),
                checkout.resolve("scorer-service.log"));
        long self = ProcessHandle.current().pid();
        PlayedCheckout.stack(
                stackFile(),
                bootstrap,
                viewer(),
                List.of(
                        PlayedCheckout.running("postgres", database.port(), self, Map.of()),
                        PlayedCheckout.running("kafka", 1, self, Map.of()),
                        PlayedCheckout.running("scorer-service", port, scorer.pid(), Map.of())));
    }

    @AfterEach
    void nothingRunsAnyMore() throws IOException {
        scorer.close();
        for (JsonNode process : MAPPER.readTree(stackFile().toFile()).get("processes")) {
            if (process.get("title").asText().equals("scorer-service")) {
                ProcessHandle.of(process.get("pid").asLong())
                        .ifPresent(handle -> ChildProcess.stop(handle, Duration.ofSeconds(30)));
            }
        }
    }

    /** What another test's service has read into another database is read again. */
    private void readNothingYet() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            if (admin.listGroups().all().get().stream()
                    .anyMatch(group -> group.groupId().equals(GROUP))) {
                admin.deleteConsumerGroups(List.of(GROUP)).all().get();
            }
        }
    }

    private boolean isReadToTheEnd() throws Exception {
        try (ProjectionLag lag = new ProjectionLag(bootstrap)) {
            return lag.records() == 0;
        }
    }

    private Path stackFile() {
        return checkout.resolve(".ganglion/stack.json");
    }

    private String viewer() {
        return "http://127.0.0.1:" + port + "/";
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Everything that golden files have of each neuron, and two records that are no events. */
    private void events() throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < NEURONS; i++) {
                String key = model + "/0-mlp/" + i;
                for (Map.Entry<String, String> event : Map.of(
                                "neuron-activations", Topics.NEURON_ACTIVATIONS,
                                "explanation-words", Topics.EXPLANATIONS,
                                "scores", Topics.SCORES)
                        .entrySet()) {
                    ObjectNode value = golden(event.getKey());
                    value.put(
                            "id",
                            UUID.nameUUIDFromBytes((event + key).getBytes(StandardCharsets.UTF_8))
                                    .toString());
                    value.put("neuron", key);
                    producer.send(new ProducerRecord<>(event.getValue(), key, MAPPER.writeValueAsBytes(value)));
                }
            }
            for (String topic : List.of(Topics.EXPLANATIONS, Topics.SCORES)) {
                producer.send(new ProducerRecord<>(topic, model, "{".getBytes(StandardCharsets.UTF_8)));
            }
            producer.flush();
        }
    }

    private static ObjectNode golden(String event) throws IOException {
        return (ObjectNode)
                MAPPER.readTree(BUILT.resolve("infra/events/src/test/resources/golden/v1/" + event + ".json")
                        .toFile());
    }

    private Process ganglion(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-Dganglion.root=" + checkout,
                "-cp",
                BUILT.resolve("infra/cli/target/classes") + File.pathSeparator + BUILT.resolve("infra/cli/target/lib")
                        + "/*",
                Ganglion.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(checkout.resolve("out").toFile())
                .redirectError(checkout.resolve("err").toFile())
                .start();
    }

    @Test
    void theTablesAreMadeAgainWithTheSameContentAndWhatIsNotOursStays() throws Exception {
        // Given
        events();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> {
                    Content content = Content.of(viewer());
                    return content.tables().get("scores").rows() >= NEURONS
                            && content.tables().get("neuron_record").rows() >= NEURONS
                            && content.tables().get("explanation").rows() >= NEURONS
                            && content.tables().get("dead_letter").rows() >= 2
                            && isReadToTheEnd();
                });
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists ledger");
            statement.execute("create table ledger.kept as select 1 as answer");
        }

        // When
        Process rebuild = ganglion("rebuild", "--yes", "--json");

        // Then
        assertThat(rebuild.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(rebuild.exitValue())
                .as(Files.readString(checkout.resolve("err")) + Files.readString(checkout.resolve("out")))
                .isZero();
        JsonNode outcome = MAPPER.readTree(checkout.resolve("out").toFile());
        assertThat(outcome.get("identical").asBoolean())
                .as(outcome.toPrettyString())
                .isTrue();
        assertThat(outcome.at("/after/tables/scores/rows").asLong()).isGreaterThanOrEqualTo(NEURONS);
        assertThat(scorer.isAlive()).as("the process before").isFalse();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select answer from ledger.kept").next())
                    .isTrue();
        }
    }
}
