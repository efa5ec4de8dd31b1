package dev.ganglion.cli.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LlmApiTest {

    private static final String ROW =
            """
            {"recipe":"terse@12345678","service":"explainer","model":"m","budget":2.0,"spent":0.25,"unconfirmed":0.0,
             "reserved":0.01,"calls":50,"answers":48,"formatFailures":2,"refusals":0,"promptTokens":1,
             "completionTokens":2,"neurons":48,"dollarsPerNeuron":0.0052,"meanSeconds":1.2,"p95Seconds":2.0,
             "fieldOfLater":[]}""";

    private final AtomicReference<String> asked = new AtomicReference<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LlmApi api() {
        return new LlmApi("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Test
    void aRecipeThatAsksNoModelHasNoState() throws Exception {
        // Given
        status = 404;

        // When, Then
        assertThat(api().state()).isEmpty();
    }

    @Test
    void aPausedProcessSaysWhy() throws Exception {
        // Given
        answer =
                """
                {"recipe":"terse@12345678","model":"m","endpoint":"http://x/v1","state":"paused",
                 "reason":"the budget is spent","inFlight":0,"waiting":3,"limit":64,"cap":64}""";

        // When
        LlmApi.State state = api().state().orElseThrow();

        // Then
        assertThat(state.isPaused()).isTrue();
        assertThat(state.reason()).isEqualTo("the budget is spent");
    }

    @Test
    void costsAreTheLedgersRows() throws Exception {
        // Given
        answer = "{\"recipes\":[" + ROW + "]}";

        // When, Then
        assertThat(api().costs()).singleElement().satisfies(cost -> {
            assertThat(cost.recipe()).isEqualTo("terse@12345678");
            assertThat(cost.dollarsPerNeuron()).isEqualTo(0.0052);
        });
    }

    @Test
    void aBudgetIsSetByItsRecipe() throws Exception {
        // Given
        answer = ROW;

        // When
        LlmApi.Cost cost = api().setBudget("terse@12345678", 2);

        // Then
        assertThat(asked).hasValue("PUT /api/budgets/terse@12345678 {\"dollars\":2.0}");
        assertThat(cost.budget()).isEqualTo(2);
    }

    @Test
    void aRefusedBudgetIsTheServicesOwnSentence() {
        // Given
        status = 404;
        answer = "{\"title\":\"Not Found\",\"detail\":\"the ledger has no recipe terse@12345678\"}";

        // When, Then
        assertThatThrownBy(() -> api().setBudget("terse@12345678", 2))
                .isInstanceOf(Refusal.class)
                .hasMessage("the ledger has no recipe terse@12345678");
    }
}
