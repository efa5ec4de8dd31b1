package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    private Path directory;

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
