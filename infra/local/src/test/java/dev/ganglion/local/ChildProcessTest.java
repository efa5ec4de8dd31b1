package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path directory;

    /** Starts a database that ends with its starter, says its process id, and waits. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            Path data = Path.of(arguments[0]);
            LocalPostgres postgres = LocalPostgres.start(
                    new LocalOptions(data, Ports.free(), data.resolveSibling("child.log"), true, false));
            Files.writeString(
                    data.resolveSibling("pid"), Long.toString(postgres.process().pid()));
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }
    }

    @Test
    void aServerEndsWhenItsStarterIsKilled() throws Exception {
        // Given
        ChildProcess starter = ChildProcess.start(
                "starter",
                ChildProcess.javaCommand(
                        Starter.class,
                        List.of("-Xmx128m"),
                        List.of(directory.resolve("data").toString())),
                Map.of(),
                directory.resolve("starter.log"));
        Path pid = directory.resolve("pid");
        for (int i = 0; i < 600 && (!Files.exists(pid) || Files.size(pid) == 0); i++) {
            Thread.sleep(100);
        }
        ProcessHandle server =
                ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
        ProcessHandle postmaster = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                                .get(0)
                                .strip()))
                .orElseThrow();

        // When
        starter.handle().destroyForcibly();
        server.onExit().get(30, TimeUnit.SECONDS);

        // Then
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        assertThat(postmaster.isAlive()).isFalse();
    }

    @Test
    void aChildDoesNotGetTheTerminalsInterrupt() throws Exception {
        // Given
        ChildProcess child =
                ChildProcess.start("sleeper", List.of("sleep", "60"), Map.of(), directory.resolve("sleeper.log"));

        // When
        new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
        Thread.sleep(300);

        // Then
        assertThat(child.isAlive()).isTrue();
        child.close();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void whatItPrintsIsInItsLog() throws Exception {
        // Given
        Path log = directory.resolve("logs/echo.log");

        // When
        ChildProcess child = ChildProcess.start(
                "echo", List.of("sh", "-c", "echo $GREETING; exit 3"), Map.of("GREETING", "hello"), log);
        child.handle().onExit().get(10, TimeUnit.SECONDS);

        // Then
        assertThat(log).hasContent("hello");
        assertThat(child.exitValue()).isEqualTo(3);
    }
}
