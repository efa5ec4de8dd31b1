package dev.ganglion.explainer.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real socket. */
class ActivationServerTest {

    private static final NeuronId NEURON = NeuronId.mlp("demo", 2, 17);
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Reply ANSWER = new Reply(
            200,
            "{\"model\":\"demo\",\"tokens\":[\"A\",\"bytes:\\\\xe2\"],\"layer\":2,\"neurons\":[17],"
                    + "\"activations\":[[0.5,-0.25]],\"news\":1}");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new ArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private HttpServer server;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        listen(0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aSentenceComesBackAsTokensWithActivations() {
        // Given
        replies.add(ANSWER);

        // When
        SentenceRun run = run("A \"quoted\"\n…");

        // Then
        assertThat(run)
                .isEqualTo(
                        new SentenceRun(List.of("A", "bytes:\\xe2"), ActivationValues.of(new double[] {0.5, -0.25})));
        assertThat(asked)
                .containsExactly("POST /activations application/json"
                        + " {\"model\":\"demo\",\"text\":\"A \\\"quoted\\\"\\n…\",\"layer\":2,\"neurons\":[17]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void aBusyServerIsAskedAgain(int status) {
        // Given
        Reply busy = new Reply(status, "{\"detail\":\"Too many texts wait already (8); try again in a moment.\"}");
        replies.addAll(List.of(busy, busy, busy, busy, busy, busy, busy, ANSWER));

        // When
        SentenceRun run = run("A");

        // Then
        assertThat(run.tokens()).hasSize(2);
        assertThat(asked).hasSize(8);
    }

    @Test
    void aServerThatIsAwayIsWaitedFor() throws Exception {
        // Given
        int port = server.getAddress().getPort();
        server.stop(0);
        replies.add(ANSWER);

        // When
        CompletableFuture<SentenceRun> waiting =
                server("http://127.0.0.1:" + port).of(NEURON, "A").subscribeAsCompletionStage();
        Thread.sleep(100);
        assertThat(waiting).isNotDone();
        listen(port);

        // Then
        assertThat(waiting.get(20, TimeUnit.SECONDS).tokens()).hasSize(2);
    }

    @Test
    void theTimeThatTheServerNamesIsWaited() {
        // Given
        replies.addAll(List.of(new Reply(503, "later"), ANSWER));
        long start = System.nanoTime();

        // When
        server(url() + "/").of(NEURON, "Retry-After").await().atMost(Duration.ofSeconds(20));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void whatTheModelCannotTakeIsRefusedWithTheServersReason() {
        // Given
        replies.add(new Reply(400, "{\"detail\":\"The text has 90 tokens, and this model takes 64; shorten it.\"}"));

        // When, Then
        assertThatExceptionOfType(SentenceRefusedException.class)
                .isThrownBy(() -> run("A"))
                .withMessage("The text has 90 tokens, and this model takes 64; shorten it.");
    }

    @Test
    void aModelThatTheServerDoesNotHaveIsSaid() {
        // Given
        replies.add(new Reply(404, "{\"detail\":\"There is no model demo; there are: gpt2.\"}"));

        // When, Then
        assertThatExceptionOfType(UnknownSubjectException.class)
                .isThrownBy(() -> run("A"))
                .withMessage(url() + " answers 404: There is no model demo; there are: gpt2.");
    }

    @Test
    void aServerThatFailsOnASentenceIsNotAskedForEver() {
        // Given
        Reply failure = new Reply(500, "{\"detail\":\"This should not have happened; the log says more.\"}");
        replies.addAll(List.of(failure, failure, failure, failure, failure));

        // When, Then
        assertThatExceptionOfType(SentenceRefusedException.class)
                .isThrownBy(() -> run("A"))
                .withMessage(url() + " answers 500: This should not have happened; the log says more.");
        assertThat(asked).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "<html>",
                "[]",
                "{}",
                "{\"tokens\":[\"A\"]}",
                "{\"tokens\":[\"A\"],\"activations\":[]}",
                "{\"tokens\":[\"A\"],\"activations\":[[]]}",
                "{\"tokens\":[\"A\"],\"activations\":[[\"1\"]]}",
                "{\"tokens\":[1],\"activations\":[[1]]}",
                "{\"tokens\":[\"A\"],\"activations\":[[1e99]]}"
            })
    void whatIsNoActivationServerIsSaidToBeNone(String body) {
        // Given
        replies.add(new Reply(200, body));

        // When, Then
        assertThatExceptionOfType(UnknownSubjectException.class)
                .isThrownBy(() -> run("A"))
                .withMessage(url() + " answers, but not as an activation-service does: check activation-service.url");
    }

    @Test
    void aSiteThatTheServerDoesNotRunIsNotAskedFor() {
        // Given
        NeuronId attention = new NeuronId("demo", 1, "attention", 3);

        // When, Then
        assertThatExceptionOfType(UnknownSubjectException.class)
                .isThrownBy(() -> server(url()).of(attention, "A").await().atMost(Duration.ofSeconds(20)));
        assertThat(asked).isEmpty();
    }

    @Test
    void theAnswerArrivesInTheCallersContextAfterAPauseToo() throws Exception {
        // Given
        replies.addAll(List.of(new Reply(503, "busy"), ANSWER));
        ActivationServer activations = server(url());
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> arrived = new CompletableFuture<>();

        // When
        context.runOnContext(go -> activations
                .of(NEURON, "A")
                .subscribe()
                .with(run -> arrived.complete(Vertx.currentContext()), arrived::completeExceptionally));

        // Then
        assertThat(arrived.get(20, TimeUnit.SECONDS)).isSameAs(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8081", "ftp://localhost", "http://", "http://a b"})
    void anAddressThatIsNoneIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server(url))
                .withMessageStartingWith("activation-service.url (ACTIVATION_SERVICE_URL) is no address");
    }

    private SentenceRun run(String sentence) {
        return server(url()).of(NEURON, sentence).await().atMost(Duration.ofSeconds(20));
    }

    private ActivationServer server(String url) {
        return new ActivationServer(vertx, url, SHORT, SHORT);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void listen(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
        Reply reply = replies.remove();
        if (body.contains("Retry-After")) {
            exchange.getResponseHeaders().add("Retry-After", "1");
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
