package dev.ganglion.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A service's jar that replays nothing, and ends as the name of its recipe says. It notes how it was called. */
public final class PlayedService {

    static final String CALLS = "calls";

    private static final int RECORDS = 100;
    private static final long BEGIN = System.nanoTime();

    private PlayedService() {}

    public static void main(String... arguments) throws Exception {
        List<String> all = List.of(arguments);
        String line = String.join(" ", all) + " RESULTS_URL=" + System.getenv("RESULTS_URL") + " RECIPES_DIR="
                + System.getenv("RECIPES_DIR") + "\n";
        Path calls = Path.of(System.getProperty("java.class.path")).resolveSibling(CALLS);
        Files.writeString(calls, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        int at = all.indexOf("--recipe");
        String recipe = at < 0 ? "ends" : all.get(at + 1).replaceFirst("@.*", "");
        if (all.contains("--dry-run")) {
            plan(recipe, at < 0 || !all.get(at + 1).contains("@") ? recipe + "@1a2b3c4d" : all.get(at + 1));
            return;
        }
        switch (recipe) {
            case "refuses" -> end(2, "explainer-service: replay x was created with another selection");
            case "dies" -> end(7, "out of luck");
            default -> serve(recipe.equals("waits"));
        }
    }

    private static void plan(String recipe, String pinned) {
        if (recipe.equals("unknown")) {
            end(2, "explainer-service: there is no recipe unknown");
        }
        String estimate = recipe.equals("paid")
                ? "{\"calls\":100,\"promptTokens\":20000,\"completionTokens\":900,\"dollars\":0.25}"
                : "null";
        System.out.println("a line of a log");
        System.out.println("{\"service\":\"explainer\",\"topic\":\"neuron-activations\",\"recipe\":\"" + pinned
                + "\",\"records\":" + RECORDS + ",\"neurons\":" + RECORDS
                + ",\"from\":{\"0\":0},\"end\":{\"0\":100},\"estimate\":" + estimate + "}");
    }

    private static void serve(boolean forEver) throws IOException, InterruptedException {
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/api/replay", PlayedService::answer);
        server.start();
        Thread.sleep(forEver ? 60_000 : 1_000);
        System.exit(forEver ? 9 : 0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        long done = Math.min(RECORDS, (System.nanoTime() - BEGIN) / 10_000_000);
        byte[] body =
                ("{\"id\":\"x\",\"service\":\"explainer\",\"recipe\":\"ends@1a2b3c4d\",\"topic\":\"t\",\"records\":"
                                + RECORDS + ",\"done\":" + done + ",\"selected\":" + done
                                + ",\"finished\":false,\"problem\":\"the provider is down\"}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void end(int code, String sentence) {
        System.err.println(sentence);
        System.exit(code);
    }
}
