package dev.ganglion.explainer.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.delivery.TopicClient.Sending;
import dev.ganglion.events.Topics;
import dev.ganglion.explainer.ExplainerRecipes;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalTopics;
import dev.ganglion.local.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is deployed: when it is killed, and when its broker goes away. */
class ExplainerServiceIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String GROUP = ExplainerRecipes.all(new UnconnectedModel())
            .select("token-lookup", Optional.empty())
            .consumerGroup();

    @TempDir
    private Path directory;

    private LocalOptions options;
    private LocalBroker broker;
    private TopicClient topics;

    @BeforeEach
    void startBroker() {
        options =
                new LocalOptions(directory.resolve("kafka"), Ports.free(), directory.resolve("kafka.log"), true, false);
        broker = LocalBroker.start(options);
        LocalTopics.create(broker.bootstrapServers(), Topics.all(), LocalTopics.PARTITIONS);
        topics = new TopicClient(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        topics.close();
        broker.close();
    }

    @Test
    void killedWhileItWorksItLosesNothingAndGoesOnWhereItWas() throws InterruptedException {
        // Given
        PackagedService first = start();
        await().atMost(LONG).until(() -> first.isUp("ready"));
        Sending sending = topics.keepSending(EventTopic.NEURON_ACTIVATIONS, Neurons::genus);
        await().atMost(LONG).until(() -> explained() > 0);

        // When
        first.kill();
        int neurons;
        try (PackagedService second = start()) {
            await().atMost(LONG).until(() -> second.isUp("ready"));
            neurons = sending.stop();
            await().atMost(LONG).until(() -> explained() == neurons);
            await().atMost(LONG).until(this::everythingIsCommitted);
        }
        int before = topics.readAll(Topics.EXPLANATIONS).size();
        try (PackagedService third = start()) {
            await().atMost(LONG).until(() -> third.isUp("ready"));
            topics.send(EventTopic.NEURON_ACTIVATIONS, Neurons.genus(neurons));
            await().atMost(LONG).until(() -> explained() == neurons + 1);
        }

        // Then
        assertThat(topics.readAll(Topics.EXPLANATIONS)).hasSize(before + 1);
        assertThat(topics.readAll(Topics.EXPLAINER_DLQ)).isEmpty();
    }

    @Test
    void aBrokerThatGoesAwayDelaysRecordsAndLosesNone() throws InterruptedException {
        // Given
        try (PackagedService service = start()) {
            await().atMost(LONG).until(() -> service.isUp("ready"));
            Sending sending = topics.keepSending(EventTopic.NEURON_ACTIVATIONS, Neurons::genus);
            await().atMost(LONG).until(() -> explained() > 0);

            // When
            broker.close();
            Thread.sleep(5_000);
            boolean alive = service.isUp("live");
            broker = LocalBroker.start(options);

            // Then
            assertThat(alive).isTrue();
            int neurons = sending.stop();
            await().atMost(LONG).until(() -> explained() == neurons);
            await().atMost(LONG).until(() -> service.isUp("ready"));
            assertThat(service.isUp("live")).isTrue();
            await().atMost(LONG).until(this::everythingIsCommitted);
        }
        assertThat(topics.readAll(Topics.EXPLAINER_DLQ)).isEmpty();
    }

    private PackagedService start() {
        return PackagedService.start(directory, Map.of(), Map.of("kafka.bootstrap.servers", broker.bootstrapServers()));
    }

    private int explained() {
        return topics.keys(Topics.EXPLANATIONS).size();
    }

    private boolean everythingIsCommitted() {
        return topics.lag(GROUP, Topics.NEURON_ACTIVATIONS) == 0;
    }
}
