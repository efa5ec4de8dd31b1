package dev.ganglion.scorer.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The activation-service's neighbour of the viewer, as far as it is asked: every word is a token, and the neuron fires on those
 * that begin with "night". A model whose name begins with "unserved" is not there.
 */
public final class PlayedActivationServer implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/activations", PlayedActivationServer::answer);
        server.start();
        return Map.of(
                "activation-service.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "suggestions",
                "true");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean served = !question.contains("\"model\":\"unserved");
        String[] words = question.replaceFirst(".*\"text\":\"", "")
                .replaceFirst("\",\"layer\".*", "")
                .split("(?= )");
        String body = served
                ? "{\"tokens\":["
                        + Arrays.stream(words).map(word -> '"' + word + '"').collect(Collectors.joining(","))
                        + "],\"activations\":[["
                        + Arrays.stream(words)
                                .map(word -> word.strip().startsWith("night") ? "3.25" : "-0.11")
                                .collect(Collectors.joining(","))
                        + "]]}"
                : "{\"detail\":\"there is no such model\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(served ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
