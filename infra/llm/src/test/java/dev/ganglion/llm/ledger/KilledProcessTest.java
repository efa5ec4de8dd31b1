package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;

    @TempDir
    Path directory;

    @Test
    void aProcessThatIsKilledRepeatsAtMostTheCallsThatWereInFlight() throws Exception {
        // Given
        try (LedgerDatabase ledger = LedgerDatabase.create()) {
            Path notes = Files.createFile(directory.resolve("calls"));
            Process killed = start(ledger, notes);
            await().atMost(PATIENCE).until(() -> lines(notes) >= 60);
            killed.destroyForcibly().waitFor();
            assertThat(ledger.number("select count(*) from ledger.answer where state = 'answered'"))
                    .isBetween(1L, KilledProcess.QUESTIONS - 1L);
            long inFlight = ledger.number("select count(*) from ledger.answer where state = 'claimed'");

            // When
            Process next = start(ledger, notes);
            assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();

            // Then
            assertThat(next.exitValue()).isZero();
            assertThat(inFlight).isLessThanOrEqualTo(AT_ONCE);
            assertThat(lines(notes)).isBetween(KilledProcess.QUESTIONS, KilledProcess.QUESTIONS + (int) inFlight);
            assertThat(ledger.number("select count(*) from ledger.answer where state = 'answered'"))
                    .isEqualTo(KilledProcess.QUESTIONS);
            assertThat(ledger.number("select spent from ledger.budget")).isEqualTo(KilledProcess.QUESTIONS * 15_000L);
            assertThat(ledger.number("select count(*) from ledger.answer where calls = 2 and unconfirmed > 0"))
                    .isEqualTo(inFlight);
        }
    }

    private Process start(LedgerDatabase ledger, Path notes) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledProcess.class.getName(),
                        Integer.toString(ledger.database().port()),
                        ledger.database().name(),
                        notes.toString(),
                        Integer.toString(AT_ONCE)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }
}
