package dev.ganglion.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server as a child process, with a database of this system's name. */
public final class LocalPostgres implements AutoCloseable {

    public static final String DATABASE = "ganglion";
    public static final String USER = "postgres";

    /** The memory is for unpacking the binaries; afterwards it only waits. */
    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ChildProcess process;
    private final int port;

    private LocalPostgres(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until its database answers.
     *
     * @throws LocalException with one sentence, if it cannot run
     */
    public static LocalPostgres start(LocalOptions options) {
        Ports.require("the database", options.port());
        ChildProcess process = ChildProcess.start(
                "postgres",
                ChildProcess.javaCommand(
                        PostgresMain.class, FLAGS, options.arguments().toList()),
                Map.of(),
                options.log());
        LocalPostgres postgres = new LocalPostgres(process, options.port());
        Readiness.await(process, postgres::answers);
        return postgres;
    }

    /** One that runs already. */
    public static LocalPostgres at(int port) {
        return new LocalPostgres(null, port);
    }

    /** For blocking clients, Flyway among them. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** For Vert.x clients. */
    public String reactiveUrl() {
        return reactiveUrl(DATABASE);
    }

    private String reactiveUrl(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    public ChildProcess process() {
        return process;
    }

    private boolean answers() {
        if (Ports.isFree(port)) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, "")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes another, empty database, and returns its name. */
    String createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return name;
        } catch (SQLException e) {
            throw new LocalException("cannot make the database " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
