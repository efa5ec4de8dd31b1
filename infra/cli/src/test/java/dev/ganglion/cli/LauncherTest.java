package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code infra/ganglion} with a Maven that only makes what the script looks for, and notes that it ran. */
class LauncherTest {

    private static final String MAVEN =
            """
            #!/usr/bin/env bash
            echo "$PWD" >> "$RUNS"
            sleep 1
            mkdir -p infra/cli/target/lib
            for part in activation-service/app explainer-service simulator-service scorer-service; do
                mkdir -p "$part/target/quarkus-app"
            done
            """;

    @TempDir
    Path root;

    private Path lock;
    private Path runs;
    private final Map<Process, Path> started = new HashMap<>();

    @BeforeEach
    void layOut() throws IOException {
        Path script = Files.createDirectories(root.resolve("infra")).resolve("ganglion");
        Files.copy(Path.of(System.getProperty("basedir", ".")).resolve("../ganglion"), script);
        Path maven = Files.createDirectories(root.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        lock = Files.createDirectories(root.resolve(".ganglion")).resolve("building");
        runs = root.resolve("runs");
    }

    @AfterEach
    void stop() {
        started.keySet().forEach(Process::destroyForcibly);
    }

    @Test
    void twoCommandsAtOnceBuildOnce() throws Exception {
        // Given a clone that was never built
        // When two commands start in it
        Process first = start();
        Process second = start();

        // Then one has built, and neither complains of the build
        assertThat(said(first) + said(second)).doesNotContain("mv:", "failed");
        assertThat(Files.readAllLines(runs)).hasSize(1);
        assertThat(lock).doesNotExist();
    }

    @Test
    void aBuildThatWasKilledHoldsNobodyUp() throws Exception {
        // Given the lock of a process that is gone
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(lock, Path.of(Long.toString(gone.pid())));

        // When a command starts
        said(start());

        // Then it has built
        assertThat(Files.readAllLines(runs)).hasSize(1);
        assertThat(lock).doesNotExist();
    }

    @Test
    void aLockThatCannotBeMadeIsSaid() throws Exception {
        // Given something else where the lock would be
        Files.writeString(lock, "");

        // When a command starts
        Process process = start();

        // Then it says so, and does not build
        assertThat(said(process)).contains("building cannot be made");
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(runs).doesNotExist();
    }

    private Process start() throws IOException {
        Path output = Files.createTempFile(root, "said", null);
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("infra/ganglion").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("RUNS", runs.toString());
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        started.put(process, output);
        return process;
    }

    private String said(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(started.get(process));
    }
}
