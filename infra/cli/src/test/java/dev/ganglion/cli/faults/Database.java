package dev.ganglion.cli.faults;

import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The database server, which can be stopped and started again. */
final class Database implements AutoCloseable {

    private final LocalOptions options;
    private LocalPostgres running;

    Database(Path data, Path log) {
        options = new LocalOptions(data, Ports.free(), log, true, true);
        running = LocalPostgres.start(options);
    }

    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                running.reactiveUrl(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                running.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                LocalPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                "");
    }

    void stop() {
        running.close();
    }

    void start() {
        running = LocalPostgres.start(options);
    }

    /** The number that a query gives; −1 if there is none. */
    long number(String sql) {
        try (Connection connection = running.database().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : -1;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = running.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
