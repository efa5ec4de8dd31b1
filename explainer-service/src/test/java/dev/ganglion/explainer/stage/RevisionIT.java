package dev.ganglion.explainer.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Topics;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.SharedServers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revision by the service as it is deployed: a language model and an activation server, both on real sockets. */
class RevisionIT {

    private static final int NEURON = 72_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path directory;

    private final List<String> run = new CopyOnWriteArrayList<>();
    private HttpServer subject;
    private ScriptedModelServer server;
    private String bootstrapServers;
    private TopicClient topics;

    @BeforeEach
    void startServers() throws IOException {
        bootstrapServers = SharedServers.bootstrapServers(Topics.all());
        topics = new TopicClient(bootstrapServers);
        server = ScriptedModelServer.start();
        subject = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        subject.createContext("/activations", this::activations);
        subject.start();
    }

    @AfterEach
    void stopServers() {
        subject.stop(0);
        server.close();
        topics.close();
    }

    /** Splits at spaces, and fires on "certain". */
    private void activations(HttpExchange exchange) throws IOException {
        JsonNode question = MAPPER.readTree(exchange.getRequestBody());
        run.add(question.get("text").asText());
        ObjectNode answer = MAPPER.createObjectNode().put("model", "demo").put("layer", 1);
        ArrayNode tokens = answer.putArray("tokens");
        answer.set("neurons", question.get("neurons"));
        ArrayNode values = answer.putArray("activations").addArray();
        for (String token : question.get("text").asText().split("(?= )")) {
            tokens.add(token);
            values.add(token.equals(" certain") ? 9 : 0);
        }
        byte[] body = MAPPER.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String sentence(int number) {
        return (number % 2 == 0 ? "I am certain of number " : "We have doubts about number ") + number;
    }

    @Test
    void sentencesAreWrittenRunAndMadeIntoAnotherExplanationThatNamesTheFirst() {
        // Given
        NeuronActivations record = Neurons.ofItsOwnWords(NEURON);
        topics.send(EventTopic.NEURON_ACTIVATIONS, record);
        server.next(
                Reply.chat("words about doubt"),
                Reply.chat(IntStream.rangeClosed(1, 10)
                        .mapToObj(number -> number + ". " + sentence(number))
                        .collect(Collectors.joining("\n"))),
                Reply.chat("phrases of certainty"));

        // When
        try (PackagedService service = start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> explanations().size() == 2 || !service.isAlive());
            assertThat(service.isAlive()).as(service::err).isTrue();
        }

        // Then
        Explanation first = explanations().get(0);
        Explanation revised = explanations().get(1);
        assertThat(first.text()).isEqualTo("words about doubt");
        assertThat(revised.text()).isEqualTo("phrases of certainty");
        assertThat(revised.parent()).isEqualTo(first.id());
        assertThat(run)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 10)
                        .mapToObj(RevisionIT::sentence)
                        .toList());
        assertThat(revised.heldOut())
                .isEqualTo(record.excerpts().stream().filter(Excerpt::heldOut).toList());
        assertThat(server.count()).isEqualTo(3);
    }

    private List<Explanation> explanations() {
        return topics.readAll(Topics.EXPLANATIONS).stream()
                .map(record -> EventTopic.EXPLANATIONS.codec().decode(record.value()))
                .filter(explanation -> explanation.neuron().index() == NEURON)
                .toList();
    }

    private PackagedService start() {
        LocalDatabase database = SharedServers.newDatabase();
        Map<String, String> environment = new HashMap<>(Map.of(
                "EXPLAINER_RECIPE",
                "revision",
                "EXPLAINER_NEURONS",
                "demo/1-mlp/" + NEURON,
                "LLM_MODEL",
                "model-that-revises",
                "ACTIVATION_SERVICE_URL",
                "http://127.0.0.1:" + subject.getAddress().getPort(),
                "OPENAI_BASE_URL",
                server.baseUrl(),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers));
        environment.putAll(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                ""));
        return PackagedService.start(directory, environment, Map.of());
    }
}
