package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The endpoint as a service gets it: from the settings, when it is first wanted. */
@QuarkusTest
@WithTestResource(EndpointBeanTest.Server.class)
class EndpointBeanTest {

    @Inject
    Instance<Endpoint> endpoint;

    @Inject
    MeterRegistry metrics;

    @Test
    void anEndpointIsMadeFromTheSettingsWhenItIsWanted() {
        // Given
        boolean before = metrics.find("ganglion.llm.concurrency.limit").gauge() != null;

        // When
        Completion completion =
                endpoint.get().call(Requests.chat("hi"), 1).await().atMost(Duration.ofSeconds(10));

        // Then
        assertThat(before).isFalse();
        assertThat(completion.text()).isEqualTo("hello");
        assertThat(endpoint.get().url()).isEqualTo(Server.scripted.baseUrl());
        assertThat(metrics.get("ganglion.llm.concurrency.limit").gauge().value())
                .isEqualTo(3);
        assertThat(metrics.get("ganglion.llm.call.seconds").timer().count()).isEqualTo(1);
    }

    /** A server that says hello. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {

        private static ScriptedModelServer scripted;

        @Override
        public Map<String, String> start() {
            scripted = ScriptedModelServer.start().script(call -> Reply.chat("hello"));
            return Map.of("openai.base-url", scripted.baseUrl(), "llm.concurrency", "3");
        }

        @Override
        public void stop() {
            scripted.close();
        }
    }
}
