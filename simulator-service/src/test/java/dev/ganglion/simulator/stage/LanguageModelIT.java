package dev.ganglion.simulator.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Split;
import dev.ganglion.events.Topics;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.Reply.Token;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.SharedServers;
import dev.ganglion.simulator.Explanations;
import dev.ganglion.simulator.FaithfulModel;
import dev.ganglion.simulator.Tokenizer;
import dev.ganglion.simulator.Tokenizer.Spelling;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as it is deployed, asking a language model over a socket. */
class LanguageModelIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final FaithfulModel FAITHFUL = new FaithfulModel(new Tokenizer(5, 6, Spelling.BYTES));
    private static final Map<String, Double> ALTERNATIVES = Map.of("1", -0.1, "2", -3.0);

    private static String bootstrapServers;
    private static LocalDatabase database;
    private static TopicClient topics;
    private static Explanation explanation;

    @TempDir
    private Path directory;

    private ScriptedModelServer server;

    @BeforeAll
    static void connect() {
        bootstrapServers = SharedServers.bootstrapServers(Topics.all());
        database = SharedServers.newDatabase();
        topics = new TopicClient(bootstrapServers);
        explanation = Explanations.words(IntStream.range(0, 4)
                .mapToObj(ordinal -> Explanations.excerpt(
                        ordinal,
                        ordinal % 2 == 0 ? ExcerptSet.TOP : ExcerptSet.RANDOM,
                        ordinal < 2 ? Split.CALIBRATION : Split.VALID,
                        List.of("A", " genus", " of" + ordinal, " the", " family"),
                        new float[] {0, 3, 0.1f, 0, 2}))
                .toList());
        topics.send(EventTopic.EXPLANATIONS, explanation);
    }

    @AfterAll
    static void disconnect() {
        topics.close();
    }

    @BeforeEach
    void startServer() {
        server = ScriptedModelServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"prompt-logprobs", "output-logprobs", "one-at-a-time", "json"})
    void everyRecipeSimulatesAnExplanationInWords(String recipe) {
        // Given
        server.script(LanguageModelIT::answer);

        // When
        try (PackagedService service = start(recipe)) {
            await().atMost(LONG).until(() -> !simulations(recipe).isEmpty() || !service.isAlive());
            assertThat(service.isAlive()).as(service::err).isTrue();
        }

        // Then
        Simulation simulation = simulations(recipe).get(0);
        assertThat(simulation.explanation()).isEqualTo(explanation.id());
        assertThat(simulation.excerpts()).hasSize(4);
        assertThat(simulation.failures()).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"detection", "fuzzing"})
    void everyJudgeJudgesAnExplanationInWords(String recipe) {
        // Given
        Explanation judged = judged();
        topics.send(EventTopic.EXPLANATIONS, judged);
        server.script(LanguageModelIT::verdicts);

        // When
        try (PackagedService service =
                start(recipe, Map.of("SIMULATOR_NEURONS", judged.neuron().key()))) {
            await().atMost(LONG).until(() -> !simulations(recipe).isEmpty() || !service.isAlive());
            assertThat(service.isAlive()).as(service::err).isTrue();
        }

        // Then
        Simulation simulation = simulations(recipe).get(0);
        assertThat(simulation.explanation()).isEqualTo(judged.id());
        assertThat(simulation.excerpts()).isEmpty();
        assertThat(simulation.failures()).isEmpty();
        assertThat(simulation.judgements().excerpts()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(simulation.judgements().excerpts()).anyMatch(excerpt -> excerpt.fires());
    }

    /** Of a neuron that fires on " genus" in 25 excerpts and is silent in 25. */
    private static Explanation judged() {
        Explanation words = Explanations.words(IntStream.range(0, 50)
                .mapToObj(ordinal -> Explanations.excerpt(
                        ordinal,
                        ordinal < 25 ? ExcerptSet.TOP : ExcerptSet.RANDOM,
                        Split.VALID,
                        List.of("A", ordinal < 25 ? " genus" : " barn", " of" + ordinal, " the", " year"),
                        new float[] {0, ordinal < 25 ? 3 : 0, 0, 0, 0}))
                .toList());
        return new Explanation(
                new UUID(6, 8),
                NeuronId.mlp("demo", 1, 8),
                new UUID(5, 8),
                words.recipe(),
                0,
                null,
                words.kind(),
                words.text(),
                null,
                words.maximum(),
                words.heldOut());
    }

    /** A judge that finds every excerpt to match in which there is " genus". */
    private static Reply verdicts(Call call) {
        Matcher asked = Pattern.compile("JSON array of (\\d+) numbers").matcher(call.prompt());
        int count = 0;
        while (asked.find()) {
            count = Integer.parseInt(asked.group(1));
        }
        List<String> excerpts = call.prompt()
                .lines()
                .filter(line -> line.strip().matches("\\d+\\. .*"))
                .toList();
        return Reply.chat(excerpts.subList(excerpts.size() - count, excerpts.size()).stream()
                .map(excerpt -> excerpt.contains("genus") ? "1" : "0")
                .collect(Collectors.joining(", ", "[", "]")));
    }

    @Test
    void aServerWithoutTheLogprobsThatARecipeNeedsPausesItAndEmptiesNothingIntoTheDeadLetters() {
        // Given
        server.script(call -> Reply.chat("1"));
        String group = "model-without-logprobs";

        try (PackagedService service = start("output-logprobs", Map.of("LLM_MODEL", group))) {
            // When
            await().atMost(LONG).until(() -> service.isUp("ready"));
            await().atMost(LONG).until(() -> "paused"
                    .equals(RestAssured.get(service.address() + "api/llm")
                            .jsonPath()
                            .getString("state")));

            // Then
            assertThat(RestAssured.get(service.address() + "api/llm").jsonPath().getString("reason"))
                    .startsWith("model \"model-without-logprobs\" at " + server.baseUrl()
                            + " does not give the logprobs that recipe output-logprobs@")
                    .endsWith("choose another model, or a recipe that needs none");
            assertThat(RestAssured.get(service.address() + "q/health/ready").asString())
                    .contains("does not give the logprobs");

            // When: another server stands there
            server.script(LanguageModelIT::answer);
            await().atMost(LONG).until(() -> "running"
                    .equals(RestAssured.get(service.address() + "api/llm")
                            .jsonPath()
                            .getString("state")));
        }
        assertThat(topics.readAll(Topics.SIMULATOR_DLQ)).isEmpty();
    }

    private static Reply answer(Call call) {
        if (call.prompt().startsWith("Answer with the digit 1")) {
            return Reply.chat("1", "stop", List.of(new Token("1", ALTERNATIVES)), 10, 1);
        }
        if (call.prompt().startsWith("one\t1")) {
            return Reply.completion(
                    call.prompt(),
                    "length",
                    List.of(new Token("one", Map.of()), new Token("\t1\ntwo\t2\n", ALTERNATIVES)),
                    10);
        }
        return FAITHFUL.apply(call);
    }

    private PackagedService start(String recipe) {
        return start(recipe, Map.of());
    }

    private PackagedService start(String recipe, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SIMULATOR_RECIPE",
                recipe,
                "LLM_PROBE_INTERVAL",
                "1S",
                "OPENAI_BASE_URL",
                server.baseUrl(),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                ""));
        settings.putAll(more);
        return PackagedService.start(directory, settings, Map.of());
    }

    private static List<Simulation> simulations(String recipe) {
        return topics.readAll(Topics.SIMULATIONS).stream()
                .map(record -> EventTopic.SIMULATIONS.codec().decode(record.value()))
                .filter(simulation -> simulation.simulator().name().equals(recipe))
                .toList();
    }
}
