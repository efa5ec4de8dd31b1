package dev.ganglion.llm.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A server that speaks OpenAI's HTTP API over a real socket and says what a test or a benchmark scripts. It counts what it
 * was asked.
 */
public final class ScriptedModelServer implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Deque<Reply> next = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private int open; // guarded by this
    private int mostOpen; // guarded by this
    private long openNanos; // guarded by this
    private long changedAt = System.nanoTime(); // guarded by this
    private volatile Function<Call, Reply> script = call -> Reply.problem(501, "not_scripted", "nothing is scripted");
    private volatile boolean remembering = true;

    private ScriptedModelServer(int port) {
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::receive);
    }

    /** Starts on a free port of this machine. */
    public static ScriptedModelServer start() {
        return start(0);
    }

    /** Starts on this port: a server that was away comes back. */
    public static ScriptedModelServer start(int port) {
        ScriptedModelServer scripted = new ScriptedModelServer(port);
        scripted.server.listen().toCompletionStage().toCompletableFuture().join();
        return scripted;
    }

    /**
     * One call for an answer.
     *
     * @param ordinal of the call, from 1
     * @param path below the base URL: {@code chat/completions}
     * @param headers by name in lower case
     * @param body what was asked
     */
    public record Call(int ordinal, String path, Map<String, String> headers, JsonNode body) {

        /** The content of the last message, or the prompt. */
        public String prompt() {
            JsonNode messages = body.path("messages");
            return messages.isArray()
                    ? messages.path(messages.size() - 1).path("content").asText()
                    : body.path("prompt").asText();
        }
    }

    /** What to answer, unless something else comes {@link #next} first. Called on the server's event loop. */
    public ScriptedModelServer script(Function<Call, Reply> script) {
        this.script = script;
        return this;
    }

    /** Answers the next calls with these, one each; then the script goes on. */
    public ScriptedModelServer next(Reply... replies) {
        next.addAll(List.of(replies));
        return this;
    }

    /** Counts calls without keeping them, for benchmarks. */
    public ScriptedModelServer forgetful() {
        remembering = false;
        return this;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1";
    }

    public int port() {
        return server.actualPort();
    }

    /** How many answers were asked for; {@code GET /models} does not count. */
    public int count() {
        return count.get();
    }

    /** The calls so far, in the order of their arrival. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many calls wait for their answer now. */
    public synchronized int open() {
        return open;
    }

    /** The most calls that ever waited at the same time. */
    public synchronized int mostOpen() {
        return mostOpen;
    }

    /** How long calls have waited for their answers so far, of all together. */
    public synchronized double openSeconds() {
        change(0);
        return openNanos / 1e9;
    }

    private synchronized void change(int by) {
        long now = System.nanoTime();
        openNanos += open * (now - changedAt);
        changedAt = now;
        open += by;
        mostOpen = Math.max(mostOpen, open);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String path = request.path().replaceFirst("^/v1/", "");
            Call call =
                    new Call(path.equals("models") ? 0 : count.incrementAndGet(), path, headers(request), json(body));
            if (path.equals("models")) {
                answer(request, script.apply(call), false);
                return;
            }
            if (remembering) {
                calls.add(call);
            }
            change(1);
            Reply scripted = next.poll();
            answer(request, scripted != null ? scripted : script.apply(call), true);
        });
    }

    private void answer(HttpServerRequest request, Reply reply, boolean counted) {
        if (reply.millis() > 0) {
            vertx.setTimer(reply.millis(), timer -> send(request, reply, counted));
        } else {
            send(request, reply, counted);
        }
    }

    private void send(HttpServerRequest request, Reply reply, boolean counted) {
        if (counted) {
            change(-1);
        }
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(reply.status()).putHeader("Content-Type", "application/json");
        reply.headers().forEach(response::putHeader);
        if (reply.cutAfter() < 0) {
            response.end(Buffer.buffer(reply.body()));
            return;
        }
        response.putHeader("Content-Length", Integer.toString(Math.max(1, reply.body().length)));
        response.write(Buffer.buffer(reply.body()).slice(0, Math.min(reply.cutAfter(), reply.body().length)))
                .onComplete(written -> request.connection().close());
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
    }

    private static JsonNode json(Buffer body) {
        try {
            return body.length() == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body.getBytes());
        } catch (IOException e) {
            return MAPPER.createObjectNode();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
