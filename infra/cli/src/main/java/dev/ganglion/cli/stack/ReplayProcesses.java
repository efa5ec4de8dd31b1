package dev.ganglion.cli.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.local.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The processes of replays, remembered apart from the stack: they end by themselves and are never started again. Only those
 * whose command was killed are left for {@code infra/ganglion down}.
 */
public final class ReplayProcesses {

    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path directory;

    public ReplayProcesses(Installation installation) {
        this.directory = installation.state().resolve("replays");
    }

    /**
     * Remembers what this command has started.
     *
     * @param id the replay's
     * @return what forgets them
     */
    public Runnable remember(String id, List<ProcessHandle> processes) {
        Path file = directory.resolve(id + "." + ProcessHandle.current().pid() + ".json");
        try {
            Files.createDirectories(directory);
            MAPPER.writeValue(
                    file.toFile(),
                    processes.stream()
                            .map(process -> RunningProcess.of(id, process, 0))
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return () -> delete(file);
    }

    /** Stops all that run, and returns whether any did. */
    public boolean stop(Consumer<String> notices) {
        boolean any = false;
        for (Path file : files()) {
            for (ProcessHandle process : running(file)) {
                any = true;
                notices.accept(
                        "Stopping a process of " + file.getFileName().toString().replaceFirst("\\.\\d+\\.json$", ""));
                ChildProcess.stop(process, GRACE);
            }
            delete(file);
        }
        return any;
    }

    private static List<ProcessHandle> running(Path file) {
        try {
            return Stream.of(MAPPER.readValue(file.toFile(), RunningProcess[].class))
                    .map(RunningProcess::handle)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            // Half written by a command that was killed just then: it had not got far.
            return List.of();
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
