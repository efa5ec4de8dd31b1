package dev.ganglion.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The server process that a PostgreSQL data directory names in its {@code postmaster.pid}. */
final class PostgresServer {

    private static final String FILE = "postmaster.pid";

    private static final Duration GRACE = Duration.ofSeconds(20);

    private PostgresServer() {}

    /** The server that runs on this directory, if one does. */
    static Optional<ProcessHandle> find(Path data) {
        return named(data).filter(process -> serves(process, data));
    }

    /**
     * Deletes the process id that a dead server left, if that is another program's by now: PostgreSQL would take that for its
     * own and not start. What cannot be told is left to PostgreSQL.
     */
    static void forgetDead(Path data) {
        Optional<ProcessHandle> process = named(data);
        if (process.isPresent() && process.get().info().command().isPresent() && !serves(process.get(), data)) {
            try {
                Files.deleteIfExists(data.resolve(FILE));
            } catch (IOException e) {
                throw LocalException.unwritable("the data directory", data, e);
            }
        }
    }

    private static Optional<ProcessHandle> named(Path data) {
        try {
            String pid = Files.readAllLines(data.resolve(FILE)).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            // Not there, or not written to its end.
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        List<String> arguments = List.of(process.info().arguments().orElseGet(() -> new String[0]));
        int directory = arguments.indexOf("-D") + 1;
        try {
            return process.info().command().orElse("").endsWith("postgres")
                    && directory > 0
                    && directory < arguments.size()
                    && Files.isSameFile(Path.of(arguments.get(directory)), data);
        } catch (IOException e) {
            // A directory that is gone is another one.
            return false;
        }
    }

    /** Stops the server that runs on this directory, if one does: it ends its sessions and writes what it has to. */
    static void stop(Path data) {
        Optional<ProcessHandle> server = find(data);
        if (server.isEmpty()) {
            return;
        }
        try {
            // SIGTERM would let it wait for its clients.
            new ProcessBuilder("kill", "-INT", Long.toString(server.get().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot signal process " + server.get().pid(), e);
        }
        if (!ChildProcess.ends(server.get(), GRACE)) {
            server.get().destroyForcibly();
            ChildProcess.ends(server.get(), GRACE);
        }
    }
}
