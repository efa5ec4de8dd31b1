package dev.ganglion.simulator.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.SharedServers;
import dev.ganglion.simulator.Explanations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of the service as it is deployed. */
@Tag("slow")
class ReplayIT {

    private static final int FIRST = 80_000;
    private static final int NEURONS = 12;
    private static final RecipeRef OTHERS = new RecipeRef("others", "0123456789abcdef", "token-lookup");

    @TempDir
    private Path directory;

    private String bootstrapServers;
    private LocalDatabase database;
    private TopicClient topics;

    @BeforeEach
    void connect() {
        bootstrapServers = SharedServers.bootstrapServers(Topics.all());
        database = SharedServers.newDatabase();
        topics = new TopicClient(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    private void replay(String... arguments) throws InterruptedException {
        PackagedService replay = PackagedService.start(
                directory,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        database.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        "postgres",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        ""),
                Map.of(),
                arguments);
        assertThat(replay.exitCode()).as(replay.err()).isZero();
    }

    private static Explanation by(RecipeRef recipe, int neuron) {
        Explanation table = Explanations.table(neuron);
        return new Explanation(
                table.id(),
                table.neuron(),
                table.activations(),
                recipe,
                0,
                null,
                table.kind(),
                table.text(),
                table.tokenMeans(),
                table.maximum(),
                table.heldOut());
    }

    private List<Simulation> simulations() {
        return topics.readAll(Topics.SIMULATIONS).stream()
                .map(record -> EventTopic.SIMULATIONS.codec().decode(record.value()))
                .filter(simulation -> simulation.neuron().index() >= FIRST)
                .toList();
    }

    @Test
    void explanationsOfOtherNeuronsAreSimulatedBesideTheNeuronsOwnAndSaySo() throws Exception {
        // Given
        IntStream.range(FIRST, FIRST + NEURONS)
                .forEach(neuron -> topics.send(EventTopic.EXPLANATIONS, Explanations.table(neuron)));
        IntStream.range(FIRST + NEURONS, FIRST + 2 * NEURONS)
                .forEach(neuron -> topics.send(EventTopic.EXPLANATIONS, by(OTHERS, neuron)));
        String recipe = Explanations.EXPLAINER.name();

        // When
        replay("replay", "--recipe", "token-lookup", "--explainer-recipe", recipe);
        List<Simulation> own = simulations();
        replay(
                "replay",
                "--recipe",
                "token-lookup",
                "--explainer-recipe",
                recipe,
                "--explanations-of",
                "random",
                "--seed",
                "3");
        List<Simulation> lent = simulations().stream()
                .filter(simulation -> !own.contains(simulation))
                .toList();

        // Then
        assertThat(own).hasSize(NEURONS).allSatisfy(simulation -> {
            assertThat(simulation.explanationOf()).isNull();
            assertThat(simulation.explainer()).isEqualTo(Explanations.EXPLAINER);
        });
        assertThat(lent).hasSize(NEURONS).allSatisfy(simulation -> {
            assertThat(simulation.explanationOf()).isNotNull().isNotEqualTo(simulation.neuron());
            assertThat(simulation.explainer()).isEqualTo(Explanations.EXPLAINER);
        });
        assertThat(lent.stream().map(Simulation::neuron))
                .containsExactlyInAnyOrderElementsOf(
                        own.stream().map(Simulation::neuron).toList());
        assertThat(lent.stream().map(Simulation::id))
                .doesNotContainAnyElementsOf(own.stream().map(Simulation::id).toList());
    }
}
