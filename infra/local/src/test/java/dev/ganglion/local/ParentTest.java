package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that were told to end with the process that started them. */
@Timeout(90)
@Tag("slow")
class ParentTest {

    @TempDir
    private Path directory;

    /** Starts both servers and waits for its death. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            CompletableFuture<LocalBroker> broker =
                    CompletableFuture.supplyAsync(() -> LocalBroker.start(options(directory, "kafka")));
            LocalPostgres postgres = LocalPostgres.start(options(directory, "postgres"));
            tell(
                    directory,
                    broker.join().process().pid(),
                    postgres.process().pid(),
                    PostgresServer.find(directory.resolve("postgres"))
                            .orElseThrow()
                            .pid());
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }

        private static LocalOptions options(Path directory, String name) {
            return new LocalOptions(
                    directory.resolve(name), Ports.free(), directory.resolve(name + ".log"), true, false);
        }
    }

    /** A test JVM that uses a shared server and ends as it should. */
    static final class Ended {
        public static void main(String[] arguments) throws Exception {
            LocalDatabase database = SharedServers.newDatabase();
            long server = Long.parseLong(new Rows(database)
                    .only("select pg_read_file('postmaster.pid')")
                    .lines()
                    .findFirst()
                    .orElseThrow());
            tell(
                    Path.of(arguments[0]),
                    server,
                    ProcessHandle.current().children().findFirst().orElseThrow().pid());
        }
    }

    private static void tell(Path directory, long... pids) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (long pid : pids) {
            lines.append(pid).append('\n');
        }
        Path unfinished = Files.writeString(directory.resolve("unfinished"), lines);
        Files.move(unfinished, directory.resolve("pids"));
    }

    private ChildProcess run(Class<?> main) {
        return ChildProcess.start(
                "parent",
                ChildProcess.javaCommand(main, List.of("-Xmx128m"), List.of(directory.toString())),
                Map.of(),
                directory.resolve("parent.log"));
    }

    private List<ProcessHandle> servers(ChildProcess parent) throws Exception {
        Path pids = directory.resolve("pids");
        while (!Files.exists(pids)) {
            assertThat(parent.isAlive()).as(Files.readString(parent.log())).isTrue();
            Thread.sleep(50);
        }
        return Files.readAllLines(pids).stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .flatMap(process -> process.stream())
                .toList();
    }

    @Test
    void serversEndWhenTheirStarterIsKilled() throws Exception {
        // Given
        ChildProcess parent = run(Killed.class);
        List<ProcessHandle> servers = servers(parent);
        assertThat(servers).hasSize(3);

        // When
        parent.handle().destroyForcibly();

        // Then
        assertEnd(servers);
    }

    private static void assertEnd(List<ProcessHandle> servers) {
        assertThat(servers).allSatisfy(server -> assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(30)));
    }

    @Test
    void aTestJvmLeavesNeitherProcessesNorFiles() throws Exception {
        // Given
        ChildProcess parent = run(Ended.class);

        // When
        parent.handle().onExit().get(60, TimeUnit.SECONDS);

        // Then
        assertThat(directory.resolve("pids")).as(Files.readString(parent.log())).exists();
        assertEnd(servers(parent));
        try (Stream<Path> left = Files.list(Path.of("target"))) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("ganglion-postgres"));
        }
    }
}
