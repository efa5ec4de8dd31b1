package dev.ganglion.local;

import dev.ganglion.events.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * A broker with all topics and a database for Quarkus tests: one of each for a test JVM, since they take seconds to start,
 * and a database of its own for each start of the application. With the argument {@code postgres=false} there is no
 * database. They end with the test JVM, however that ends.
 */
public final class KafkaAndPostgres implements QuarkusTestResourceLifecycleManager {

    private boolean postgres = true;

    @Override
    public void init(Map<String, String> arguments) {
        postgres = Boolean.parseBoolean(arguments.getOrDefault("postgres", "true"));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", SharedServers.bootstrapServers(Topics.all()));
        settings.put("quarkus.devservices.enabled", "false");
        settings.put("quarkus.http.test-port", "0");
        if (postgres) {
            LocalDatabase database = SharedServers.newDatabase();
            settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
            settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
            settings.put("quarkus.datasource.username", LocalPostgres.USER);
            settings.put("quarkus.datasource.password", "");
        }
        return settings;
    }

    @Override
    public void stop() {
        // They are shared, and end with this JVM.
    }
}
