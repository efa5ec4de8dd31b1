package dev.ganglion.interchange.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ganglion.interchange.InterchangeException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesOnTheWebTest {

    private static final int CUT = -1;

    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private FilesOnTheWeb files;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
        files = new FilesOnTheWeb("http://127.0.0.1:" + server.getAddress().getPort() + "/data/", Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        int status = statuses.isEmpty() ? 200 : statuses.size() == 1 ? statuses.peek() : statuses.poll();
        byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
        if (status == CUT) {
            exchange.sendResponseHeaders(200, body.length + 1);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, CUT})
    void whatMayPassIsTriedAgain(int trouble) throws InterruptedException {
        // Given
        statuses.add(trouble);
        statuses.add(trouble);
        statuses.add(200);

        // When
        byte[] bytes = files.read("0/1.json", 100).orElseThrow();

        // Then
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("/data/0/1.json");
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatIsNotThereIsNothingAtOnce() throws InterruptedException {
        // Given
        statuses.add(404);

        // When and then
        assertThat(files.read("0/1.json", 100)).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aServerThatStaysAwayIsOneSentence() {
        // Given
        statuses.add(503);

        // When and then
        assertThatThrownBy(() -> files.read("0/1.json", 100))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("/data answered 503, asked for 0/1.json");
        assertThat(asked).hasValue(FilesOnTheWeb.ATTEMPTS);
    }

    @Test
    void whatIsRefusedIsNotAskedAgain() {
        // Given
        statuses.add(403);

        // When and then
        assertThatThrownBy(() -> files.read("0/1.json", 100)).isInstanceOf(SourceException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFileThatIsTooLargeIsNotReadToItsEnd() {
        assertThatThrownBy(() -> files.read("0/1.json", 5))
                .isInstanceOf(InterchangeException.class)
                .hasMessage("it has more than 5 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://host/x", "file:///etc", "http:///x", "https://user:secret@host/x", "http://h/x?sig=1"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThatThrownBy(() -> new FilesOnTheWeb(address, Duration.ZERO)).isInstanceOf(InterchangeException.class);
    }
}
