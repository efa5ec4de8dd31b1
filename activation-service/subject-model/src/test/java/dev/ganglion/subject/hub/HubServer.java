package dev.ganglion.subject.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Behaves like the hub for one model, over real sockets: small files come from itself, large ones by a redirect to another
 * port, as from a CDN. What goes wrong is scripted per file.
 */
final class HubServer implements AutoCloseable {

    static final String MODEL = "acme/tiny-gpt2";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final String RESOLVE = "/" + MODEL + "/resolve/";

    /** What it was asked. */
    record Asked(String method, String path, String authorization, String range) {}

    /** Something else than a file: to be answered once. */
    record Failure(int status, Map<String, String> headers) {}

    final List<Asked> hub = new CopyOnWriteArrayList<>();
    final List<Asked> cdn = new CopyOnWriteArrayList<>();
    /** By revision: the commit that it stands for. */
    final Map<String, String> revisions = new ConcurrentHashMap<>(Map.of("main", COMMIT));
    /** By file: where its next downloads are cut. */
    final Map<String, Queue<Integer>> cuts = new ConcurrentHashMap<>();
    /** By file: sent in place of it. */
    final Map<String, byte[]> forged = new ConcurrentHashMap<>();
    /** By port and file, {@code hub config.json}: what the next questions get. */
    final Map<String, Queue<Failure>> failures = new ConcurrentHashMap<>();

    volatile String token;
    volatile boolean ranges = true;
    volatile boolean silent;
    volatile int bytesPerTick = Integer.MAX_VALUE;
    volatile Map<String, String> replacedHeaders = Map.of();

    private final Map<String, byte[]> files = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer hubPort = port(this::hub);
    private final HttpServer cdnPort = port(this::cdn);

    HubServer() {
        file("config.json", "{\"model_type\": \"gpt2\"}".getBytes(StandardCharsets.UTF_8));
        file("tokenizer.json", "{\"version\": \"1.0\"}".getBytes(StandardCharsets.UTF_8));
        file("model.safetensors", bytes(300_000));
    }

    /** Bytes that differ from place to place. */
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(length).nextBytes(bytes);
        return bytes;
    }

    HubServer file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    HubServer without(String name) {
        files.remove(name);
        return this;
    }

    byte[] content(String name) {
        return files.get(name);
    }

    HubServer fails(String where, int times, int status, Map<String, String> headers) {
        Queue<Failure> queue = failures.computeIfAbsent(where, any -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(new Failure(status, headers));
        }
        return this;
    }

    HubServer cut(String name, Integer... after) {
        cuts.put(name, new ArrayDeque<>(List.of(after)));
        return this;
    }

    URI address() {
        return URI.create("http://localhost:" + hubPort.getAddress().getPort());
    }

    List<Asked> downloadsOf(String name) {
        return cdn.stream()
                .filter(asked -> asked.path().startsWith("/" + name + "?"))
                .toList();
    }

    private HttpServer port(com.sun.net.httpserver.HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", handler);
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void hub(HttpExchange exchange) throws IOException {
        hub.add(asked(exchange));
        String path = exchange.getRequestURI().getRawPath();
        if (path.startsWith("/tiny-gpt2/")) {
            // The model has moved to an organisation.
            redirect(exchange, 307, path.replaceFirst("/tiny-gpt2/", "/" + MODEL + "/"), Map.of());
            return;
        }
        if (!path.startsWith(RESOLVE)) {
            error(exchange, 401, Map.of("X-Error-Code", "RepoNotFound"));
            return;
        }
        if (token != null
                && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            error(exchange, 401, Map.of());
            return;
        }
        String revision =
                path.substring(RESOLVE.length()).replaceFirst("/.*", "").replace("%2F", "/");
        String name = path.substring(path.lastIndexOf('/') + 1);
        String commit = revisions.containsValue(revision) ? revision : revisions.get(revision);
        byte[] content = files.get(name);
        if (failed(exchange, "hub " + name)) {
            return;
        }
        if (commit == null) {
            error(exchange, 404, Map.of("X-Error-Code", "RevisionNotFound"));
        } else if (content == null) {
            error(exchange, 404, Map.of("X-Error-Code", "EntryNotFound", "X-Repo-Commit", commit));
        } else if (name.endsWith(".safetensors")) {
            Map<String, String> headers = new HashMap<>(Map.of(
                    "X-Repo-Commit",
                    commit,
                    "X-Linked-Etag",
                    "\"" + sha256(content) + "\"",
                    "X-Linked-Size",
                    String.valueOf(content.length)));
            headers.putAll(replacedHeaders);
            String signed = "http://localhost:" + cdnPort.getAddress().getPort() + "/" + name + "?signature=s3cret";
            redirect(exchange, 302, signed, headers);
        } else {
            exchange.getResponseHeaders().add("X-Repo-Commit", commit);
            exchange.getResponseHeaders().add("ETag", "\"" + gitBlob(content) + "\"");
            send(exchange, name, content);
        }
    }

    private void cdn(HttpExchange exchange) throws IOException {
        cdn.add(asked(exchange));
        String name = exchange.getRequestURI().getRawPath().substring(1);
        if (!failed(exchange, "cdn " + name)) {
            exchange.getResponseHeaders().add("ETag", "\"of the CDN\"");
            send(exchange, name, files.get(name));
        }
    }

    private static Asked asked(HttpExchange exchange) {
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Range"));
    }

    private boolean failed(HttpExchange exchange, String where) throws IOException {
        Queue<Failure> queue = failures.getOrDefault(where, new ArrayDeque<>());
        Failure failure;
        synchronized (queue) {
            failure = queue.poll();
        }
        if (failure != null) {
            error(exchange, failure.status(), failure.headers());
        }
        return failure != null;
    }

    private static void error(HttpExchange exchange, int status, Map<String, String> headers) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::add);
        byte[] page = "<html>an error page</html>".getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : page.length);
        if (!head) {
            exchange.getResponseBody().write(page);
        }
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, int status, String to, Map<String, String> headers)
            throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        error(exchange, status, headers);
    }

    private void send(HttpExchange exchange, String name, byte[] content) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        byte[] sent = forged.getOrDefault(name, content);
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null || !ranges ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (from > 0 && from >= sent.length) {
            error(exchange, 416, Map.of());
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (sent.length - 1) + "/" + sent.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, sent.length - from);
        Queue<Integer> queue = cuts.getOrDefault(name, new ArrayDeque<>());
        Integer cut = queue.poll();
        int to = cut == null ? sent.length : Math.min(sent.length, from + cut);
        try (exchange) {
            write(exchange.getResponseBody(), sent, from, to);
            exchange.getResponseBody().flush();
            while (silent && to < sent.length) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(OutputStream out, byte[] content, int from, int to) throws IOException, InterruptedException {
        int at = from;
        while (at < to) {
            int count = Math.min(to - at, bytesPerTick);
            out.write(content, at, count);
            out.flush();
            at += count;
            if (bytesPerTick < Integer.MAX_VALUE) {
                Thread.sleep(10);
            }
        }
    }

    static String sha256(byte[] content) {
        return hash("SHA-256", content);
    }

    static String gitBlob(byte[] content) {
        byte[] header = ("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(header, header.length + content.length);
        System.arraycopy(content, 0, all, header.length, content.length);
        return hash("SHA-1", all);
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        silent = false;
        hubPort.stop(0);
        cdnPort.stop(0);
        threads.shutdownNow();
    }
}
