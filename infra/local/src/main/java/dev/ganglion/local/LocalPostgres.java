package dev.ganglion.local;

import java.nio.file.Path;
import java.sql.Connection;
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
    private final Path data;
    private final int port;

    private LocalPostgres(ChildProcess process, Path data, int port) {
        this.process = process;
        this.data = data;
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
                "postgres", ChildMain.command(PostgresMain.class, FLAGS, options.arguments()), Map.of(), options.log());
        LocalPostgres postgres = new LocalPostgres(process, options.data(), options.port());
        Readiness.await(process, postgres::answers);
        return postgres;
    }

    /** One that runs already; closing this does not stop it. */
    public static LocalPostgres at(int port) {
        return new LocalPostgres(null, null, port);
    }

    /** For blocking clients, Flyway among them. */
    public String jdbcUrl() {
        return database().jdbcUrl();
    }

    /** For Vert.x clients. */
    public String reactiveUrl() {
        return database().reactiveUrl();
    }

    /** The database that is there from the start. */
    public LocalDatabase database() {
        return new LocalDatabase(port, DATABASE);
    }

    public int port() {
        return port;
    }

    public ChildProcess process() {
        return process;
    }

    private boolean answers() {
        // The library goes on waiting for a server that has given up.
        process.lineStarting("pg_ctl: could not").ifPresent(line -> {
            throw new LocalException("PostgreSQL does not start on " + data + ": "
                    + process.lineWith("FATAL:  ").orElse("could not" + line));
        });
        if (Ports.isFree(port)) {
            return false;
        }
        try (Connection connection = database().connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes another, empty database. */
    public LocalDatabase createDatabase(String name) {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return new LocalDatabase(port, name);
        } catch (SQLException e) {
            throw new LocalException("cannot make the database " + name + ": " + e.getMessage(), e);
        }
    }

    /** Stops the server, also if the process that looked after it was killed; its data stay. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
            PostgresServer.stop(data);
        }
    }
}
