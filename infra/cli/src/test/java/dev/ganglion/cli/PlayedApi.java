package dev.ganglion.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service's REST API, played: it answers what it was told to, and notes what was asked. */
final class PlayedApi {

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private record Answer(int status, String body) {}

    private PlayedApi(HttpServer server) {
        this.server = server;
    }

    static PlayedApi start() throws IOException {
        PlayedApi api = new PlayedApi(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        api.server.createContext("/", api::answer);
        api.server.start();
        return api;
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    int port() {
        return server.getAddress().getPort();
    }

    /**
     * What it answers.
     *
     * @param request method and path, as in {@code GET /api/counts}
     */
    void answers(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
    }

    /** Method, path and decoded query of each request. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        asked.add(query == null ? request : request + "?" + query);
        Answer answer =
                answers.getOrDefault(request, new Answer(404, "{\"detail\":\"there is nothing at this address\"}"));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    void stop() {
        server.stop(0);
    }
}
