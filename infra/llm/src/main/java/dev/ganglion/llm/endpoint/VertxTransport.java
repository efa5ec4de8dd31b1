package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.TransportException.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.math.BigDecimal;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * The client of Vert.x that Quarkus' REST client stands on, used directly: the REST client takes the whole of a body, of an
 * error always, before anybody can say that it is too large; streamed, it does not tell a cut connection from an end; and
 * nothing says whether a call that failed had been sent, which is the difference between free and perhaps billed.
 */
public final class VertxTransport implements Transport {

    private static final int CONNECT_MILLIS = 10_000;

    /** Below the 5 s after which uvicorn, and so vLLM, closes an idle connection: a call must not meet that. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int HEADER_BYTES = 64 << 10;

    private final Vertx vertx;
    private final HttpClient client;
    private final EndpointSettings settings;
    private final MultiMap headers = HttpHeaders.headers();

    /** Opens no connection before the first call. */
    public VertxTransport(Vertx vertx, EndpointSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(settings.limits().concurrency())
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(HEADER_BYTES)
                .setTcpNoDelay(true);
        this.client = Unowned.make(() -> vertx.createHttpClient(options));
        headers.set(HttpHeaders.ACCEPT, "application/json").set(HttpHeaders.USER_AGENT, "ganglion");
        if (settings.key() != null) {
            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + settings.key());
            if (settings.azure()) {
                headers.set("api-key", settings.key());
            }
        }
    }

    @Override
    public Uni<Answer> send(String path, byte[] body, Runnable leaves) {
        return Uni.createFrom().emitter(emitter -> new Exchange(emitter).start(path, body, leaves));
    }

    @Override
    public void close() {
        client.close();
    }

    /** One request and its answer, on one Vert.x context. */
    private final class Exchange {

        private final UniEmitter<? super Answer> emitter;
        private final long timer;
        private HttpClientRequest request;
        private boolean over;
        private Buffer answer;

        Exchange(UniEmitter<? super Answer> emitter) {
            this.emitter = emitter;
            // A timeout of Vert.x starts anew with each byte, and one of SmallRye Fault Tolerance leaves the socket
            // open.
            this.timer = vertx.setTimer(settings.limits().timeout().toMillis(), id -> late());
            emitter.onTermination(this::cancel);
        }

        void start(String path, byte[] body, Runnable leaves) {
            RequestOptions options = new RequestOptions()
                    .setMethod(body == null ? HttpMethod.GET : HttpMethod.POST)
                    .setHost(settings.host())
                    .setPort(settings.port())
                    .setSsl(settings.tls())
                    .setURI(settings.target(path));
            client.request(options).onComplete(connected -> {
                if (connected.failed()) {
                    unreachable(connected.cause());
                } else if (!connect(connected.result())) {
                    connected.result().reset();
                } else {
                    send(connected.result(), body, leaves);
                }
            });
        }

        private synchronized boolean connect(HttpClientRequest connected) {
            request = connected;
            return !over;
        }

        private void send(HttpClientRequest request, byte[] body, Runnable leaves) {
            leaves.run();
            request.headers().addAll(headers);
            if (body != null) {
                request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            }
            // Without it Vert.x logs each reset; the same for the response.
            request.exceptionHandler(e -> cut());
            request.response().onSuccess(this::receive).onFailure(e -> cut());
            (body == null ? request.end() : request.end(Buffer.buffer(body))).onFailure(e -> cut());
        }

        private void receive(HttpClientResponse response) {
            response.exceptionHandler(e -> cut());
            long length = length(response);
            if (length > settings.limits().largestAnswer()) {
                tooLarge();
                return;
            }
            answer = length > 0 ? Buffer.buffer((int) length) : Buffer.buffer();
            response.handler(chunk -> {
                if (answer.length() + (long) chunk.length() > settings.limits().largestAnswer()) {
                    tooLarge();
                } else {
                    answer.appendBuffer(chunk);
                }
            });
            response.end().onSuccess(end -> complete(response)).onFailure(e -> cut());
        }

        private long length(HttpClientResponse response) {
            String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
            try {
                return length == null ? -1 : Long.parseLong(length.strip());
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        private void complete(HttpClientResponse response) {
            if (finish()) {
                Map<String, String> first = new HashMap<>();
                response.headers()
                        .forEach(header ->
                                first.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
                emitter.complete(new Answer(response.statusCode(), first, answer.getBytes()));
            }
        }

        private void unreachable(Throwable cause) {
            if (cause instanceof SSLException) {
                fail(
                        Kind.UNTRUSTED,
                        "cannot be talked to over TLS: its certificate is not trusted here, or it speaks plain HTTP");
            } else if (cause instanceof UnknownHostException) {
                fail(Kind.UNREACHABLE, "cannot be found: its name has no address");
            } else {
                fail(Kind.UNREACHABLE, "cannot be connected to");
            }
        }

        private void late() {
            boolean sent;
            synchronized (this) {
                sent = request != null;
            }
            fail(sent ? Kind.TIMEOUT : Kind.UNREACHABLE, "gave no whole answer within " + seconds());
        }

        private void cut() {
            fail(Kind.CUT, "closed the connection before its answer was whole");
        }

        private void tooLarge() {
            fail(
                    Kind.TOO_LARGE,
                    "answered with more than " + settings.limits().largestAnswer() + " bytes (llm.largest-answer)");
        }

        private void fail(Kind kind, String what) {
            if (finish()) {
                reset();
                emitter.fail(new TransportException(kind, settings.baseUrl() + " " + what));
            }
        }

        private void cancel() {
            if (finish()) {
                reset();
            }
        }

        /** Whether it was not over before. */
        private synchronized boolean finish() {
            boolean first = !over;
            over = true;
            vertx.cancelTimer(timer);
            return first;
        }

        private synchronized void reset() {
            if (request != null) {
                request.reset();
            }
        }

        private String seconds() {
            Duration timeout = settings.limits().timeout();
            return BigDecimal.valueOf(timeout.toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString() + " s (llm.timeout)";
        }
    }
}
