package dev.ganglion.subject.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {

    private static final long GIB = 1L << 30;

    @TempDir
    Path root;

    @BeforeEach
    void write() throws IOException {
        write("proc/meminfo", "MemTotal:       33554432 kB\nMemFree: 9 kB\nMemAvailable:   16777216 kB\n");
        write("proc/self/cgroup", "0::/\n");
    }

    @Test
    void isWhatTheSystemHasAvailableWithoutALimit() {
        assertThat(new FreeMemory(root).onHost()).hasValue(16 * GIB);
    }

    @Test
    void isWhatTheControlGroupLeavesItsCachedFilesNotCounted() throws IOException {
        // Given
        write("sys/fs/cgroup/memory.max", 4 * GIB + "\n");
        write("sys/fs/cgroup/memory.current", 3 * GIB + "\n");
        write("sys/fs/cgroup/memory.stat", "anon 5\nfile " + 2 * GIB + "\nfile_mapped 7\n");

        // Then
        assertThat(new FreeMemory(root).onHost()).hasValue(3 * GIB);
    }

    @Test
    void theNarrowestOfTheGroupsCounts() throws IOException {
        // Given
        write("proc/self/cgroup", "0::/pods/worker\n");
        write("sys/fs/cgroup/pods/memory.max", 2 * GIB + "\n");
        write("sys/fs/cgroup/pods/memory.current", GIB + "\n");
        write("sys/fs/cgroup/pods/worker/memory.max", "max\n");
        write("sys/fs/cgroup/pods/worker/memory.current", GIB + "\n");

        // Then
        assertThat(new FreeMemory(root).onHost()).hasValue(GIB);
    }

    @Test
    void anOlderKernelsGroupsAreRead() throws IOException {
        // Given
        write("proc/self/cgroup", "12:cpu,cpuacct:/\n4:memory:/docker/abc\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", GIB + "\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", 8 * GIB + "\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", 5 * GIB + "\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.stat", "cache 1\ntotal_cache " + GIB + "\n");

        // Then
        assertThat(new FreeMemory(root).onHost()).hasValue(4 * GIB);
    }

    @Test
    void isUnknownWhereTheSystemDoesNotSayAndNeverBelowNothing() throws IOException {
        // Given
        Files.delete(root.resolve("proc/meminfo"));

        // Then
        assertThat(new FreeMemory(root).onHost()).isEmpty();
        assertThat(FreeMemory.besideHeap(Device.cpu())).isBetween(0L, FreeMemory.of(Device.cpu()) + GIB);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
