package dev.ganglion.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server with the files of a directory, which is now and then too busy. */
final class PublishedServer implements AutoCloseable {

    private static final int BUSY_EACH = 3;

    private final Path directory;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    private PublishedServer(Path directory, HttpServer server) {
        this.directory = directory;
        this.server = server;
    }

    static PublishedServer start(Path directory) throws IOException {
        PublishedServer published =
                new PublishedServer(directory, HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        published.server.createContext("/", published::answer);
        published.server.start();
        return published;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/neuron-explainer";
    }

    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (requests.incrementAndGet() % BUSY_EACH == 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        Path file = directory.resolve(exchange.getRequestURI().getPath().replaceFirst("^/neuron-explainer/", ""));
        if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(200, Files.size(file));
        try (OutputStream out = exchange.getResponseBody()) {
            Files.copy(file, out);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
