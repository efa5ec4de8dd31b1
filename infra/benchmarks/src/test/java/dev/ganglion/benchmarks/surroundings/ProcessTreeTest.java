package dev.ganglion.benchmarks.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTreeTest {

    @Test
    void timeOfEndedChildrenIsReadBehindANameThatHoldsAnything() {
        // When
        ProcessTree.Stat stat =
                ProcessTree.Stat.parse("7 (a) b (c) S 1 7 7 0 -1 4194560 1 2 3 4 11 12 150 50 20 0 1 0 5 6 7 8");

        // Then
        assertThat(stat.ended()).isEqualTo(2.0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void timeThatAnEndedChildUsedIsCounted() throws Exception {
        // Given
        ProcessTree self = new ProcessTree(ProcessHandle.current().pid());
        double before = self.cpuSeconds();

        // When
        int code = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done")
                .start()
                .waitFor();

        // Then
        assertThat(code).isZero();
        assertThat(self.cpuSeconds() - before).isGreaterThan(0.05);
    }

    @Test
    void aProcessOccupiesMemoryWhereTheSystemSaysSo() {
        // When
        long mb = new ProcessTree(ProcessHandle.current().pid()).memoryMb();

        // Then
        assertThat(mb > 10).isEqualTo(Files.exists(Path.of("/proc/self/smaps_rollup")));
    }
}
