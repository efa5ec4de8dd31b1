package dev.ganglion.cli.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ganglion.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results of a scorer-service that is killed and comes back. */
class ResultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = Ports.free();
    private HttpServer service;

    @AfterEach
    void stop() {
        if (service != null) {
            service.stop(0);
        }
    }

    private void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        service.createContext("/api/counts", exchange -> {
            byte[] body = "{\"scores\": 7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    private Results results(Duration patience) {
        return new Results("http://127.0.0.1:" + port + "/", patience);
    }

    @Test
    void whoIsPatientGetsThemWhenTheServiceIsBack() throws Exception {
        // Given
        CompletableFuture<Long> scores = CompletableFuture.supplyAsync(() -> scores(results(PATIENCE)));
        Thread.sleep(500);
        assertThat(scores).isNotDone();

        // When
        start();

        // Then
        assertThat(scores).succeedsWithin(PATIENCE).isEqualTo(7L);
    }

    @Test
    void whoIsPatientGetsThemThoughTheServiceIsKilledWhileItAnswers() throws Exception {
        // Given: a connection that is taken, and cut before an answer
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<Long> scores;
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            scores = CompletableFuture.supplyAsync(() -> scores(results(PATIENCE)));
            socket.accept().close();
            taken.countDown();
        }

        // When
        assertThat(taken.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        start();

        // Then
        assertThat(scores).succeedsWithin(PATIENCE).isEqualTo(7L);
    }

    @Test
    void whatAServiceAnswersIsNotAskedAgain() throws Exception {
        // Given
        start();

        // When, Then
        assertThatThrownBy(() -> results(Duration.ofMinutes(10)).layers("demo"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("answered 404");
    }

    @Test
    void whoIsNotPatientIsToldAtOnce() {
        // When, Then
        assertThatThrownBy(() -> results(Duration.ZERO).counts())
                .isInstanceOf(IOException.class)
                .hasMessage("nothing listens at 127.0.0.1:" + port);
    }

    private static long scores(Results results) {
        try {
            return results.counts().scores();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
