package dev.ganglion.activation.merge;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.Shard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Requests for shards of layer 0 of the demo model, which the running service records. */
record ShardRequests(TopicClient topics, Path corpus) {

    /** Small records, which are soon read back. */
    private static final int SHORT_EXCERPTS = 16;

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Has a shard recorded, and waits until it is. */
    void record(String model, Shard shard) {
        ActivationRequest request = new ActivationRequest(
                UUID.randomUUID(),
                model,
                DemoModel.directory().toString(),
                corpus.toString(),
                List.of(0),
                shard,
                SHORT_EXCERPTS);
        topics.send(EventTopic.ACTIVATION_REQUESTS, request);
        await().atMost(SOON).untilAsserted(() -> assertThat(when().get("/api/requests")
                        .jsonPath()
                        .getString("find { it.id == '" + request.id() + "' }.state"))
                .isEqualTo("done"));
    }
}
