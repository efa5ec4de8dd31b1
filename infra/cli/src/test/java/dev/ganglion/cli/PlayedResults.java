package dev.ganglion.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ganglion.events.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The scorer-service's dead letters, played: it tells of them over HTTP, and reads decisions from a real topic. */
final class PlayedResults {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> letters = new LinkedHashMap<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private Thread projection;
    private volatile boolean closed;

    private PlayedResults(HttpServer server) {
        this.server = server;
    }

    static PlayedResults start(String bootstrap) throws IOException {
        PlayedResults results = new PlayedResults(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        results.server.createContext("/api/dead-letters", results::answer);
        results.server.start();
        results.projection = new Thread(() -> results.project(bootstrap), "projection");
        results.projection.start();
        return results;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What was asked for, one query each. */
    List<String> queries() {
        return queries;
    }

    String state(String id) {
        return states.getOrDefault(id, "open");
    }

    /** Adds a dead letter of the explainer. */
    void add(int partition, long offset, String recipe, String reason) {
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("topic", "explainer-service.dlq");
        letter.put("partition", partition);
        letter.put("offset", offset);
        letter.put("key", "demo/0-mlp/" + offset);
        letter.put("reason", reason);
        letter.put("recipe", recipe);
        letter.put("value", "{}");
        letters.put("explainer-service.dlq/" + partition + "/" + offset, letter);
    }

    /** As a redriving process would decide. */
    void redriven(String id) {
        states.put(id, "redriven");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().replaceFirst("^/api/dead-letters/?", "");
        if (id.isEmpty()) {
            queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
            List<Object> open = new ArrayList<>();
            letters.forEach((one, letter) -> {
                if (state(one).equals("open")) {
                    open.add(letter);
                }
            });
            send(exchange, 200, Map.of("items", open));
        } else if (letters.containsKey(id)) {
            Map<String, Object> letter = new LinkedHashMap<>(letters.get(id));
            letter.put("state", state(id));
            send(exchange, 200, letter);
        } else {
            send(exchange, 404, Map.of("detail", "none"));
        }
    }

    private static void send(HttpExchange exchange, int code, Object json) throws IOException {
        byte[] body = MAPPER.writeValueAsBytes(json);
        exchange.sendResponseHeaders(code, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void project(String bootstrap) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "projection");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.DEAD_LETTER_DECISIONS));
            while (!closed) {
                for (ConsumerRecord<String, String> decision : consumer.poll(Duration.ofMillis(100))) {
                    states.put(decision.key(), decision(decision.value()));
                }
                consumer.commitSync();
            }
        }
    }

    private static String decision(String value) {
        try {
            return MAPPER.readTree(value.getBytes(StandardCharsets.UTF_8))
                    .get("decision")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() throws InterruptedException {
        closed = true;
        projection.join();
        server.stop(0);
    }
}
