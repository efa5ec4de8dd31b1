package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever asks for the endpoint first may be a verticle, as Quarkus's HTTP server is one, which ends before the calls do. */
class TransportOwnerTest {

    private static final int LONG_MILLIS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedModelServer server =
            ScriptedModelServer.start().script(call -> Reply.chat("hello").after(LONG_MILLIS));

    @AfterEach
    void close() throws Exception {
        soon(vertx.close().toCompletionStage());
        server.close();
    }

    @Test
    void aCallOutlivesTheVerticleOnWhoseThreadTheEndpointWasMade() throws Exception {
        // Given
        CompletableFuture<HttpEndpoint> made = new CompletableFuture<>();
        String deployment = soon(vertx.deployVerticle(new AbstractVerticle() {
                    @Override
                    public void start() {
                        EndpointSettings settings =
                                EndpointSettings.of(server.baseUrl(), Optional.of(Rig.KEY), Rig.QUICK);
                        made.complete(new HttpEndpoint(vertx, settings, new SimpleMeterRegistry()));
                    }
                })
                .toCompletionStage());
        HttpEndpoint endpoint = soon(made);

        // When
        CompletableFuture<Completion> call =
                endpoint.call(Requests.chat("hi"), 1).subscribeAsCompletionStage();
        while (server.open() == 0) {
            Thread.sleep(5);
        }
        soon(vertx.undeploy(deployment).toCompletionStage());

        // Then
        assertThat(soon(call).text()).isEqualTo("hello");
        endpoint.close();
    }

    private static <T> T soon(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
