package dev.ganglion.subject.engine;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much memory there is for arrays. On a CUDA device what the driver calls free; on the CPU the least of what the system
 * calls available and what the process's control groups leave. Pages that only cache files count as free: the system drops
 * them when they are asked for.
 */
public final class FreeMemory {

    private static final long KIB = 1024;

    private final Path root;

    /** @param root of the file system with {@code proc} and {@code sys} */
    FreeMemory(Path root) {
        this.root = root;
    }

    /** @return bytes, at least 0; on a system that does not say, what Java takes for free */
    public static long of(Device device) {
        if (device.isGpu()) {
            var usage = CudaUtils.getGpuMemory(device);
            return usage.getMax() - usage.getCommitted();
        }
        return new FreeMemory(Path.of("/")).onHost().orElseGet(FreeMemory::asJavaSees);
    }

    /** The same less what the Java heap may still grow by, where they are one memory. */
    public static long besideHeap(Device device) {
        Runtime java = Runtime.getRuntime();
        long heapGrowth = device.isGpu() ? 0 : java.maxMemory() - java.totalMemory();
        return Math.max(0, of(device) - heapGrowth);
    }

    private static long asJavaSees() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : Long.MAX_VALUE / 2;
    }

    /** Empty where there is no {@code /proc/meminfo}. */
    OptionalLong onHost() {
        OptionalLong available = value(root.resolve("proc/meminfo"), "MemAvailable:");
        if (available.isEmpty()) {
            return available;
        }
        long free = available.getAsLong() * KIB;
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3
                    && (parts[1].isEmpty() || List.of(parts[1].split(",")).contains("memory"))) {
                free = Math.min(free, left(parts[1].isEmpty(), parts[2]));
            }
        }
        return OptionalLong.of(Math.max(0, free));
    }

    /** The least that this group and those it is in leave; inside a container they begin at the mount. */
    private long left(boolean unified, String group) {
        Path mount = root.resolve(unified ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
        long least = Long.MAX_VALUE;
        Path at = mount.resolve(group.substring(1)).normalize();
        while (at.startsWith(mount)) {
            least = Math.min(least, unified ? unified(at) : version1(at));
            at = at.getParent();
        }
        return least;
    }

    private static long unified(Path group) {
        OptionalLong limit = number(group.resolve("memory.max"));
        OptionalLong used = number(group.resolve("memory.current"));
        return left(limit, used, value(group.resolve("memory.stat"), "file"));
    }

    private static long version1(Path group) {
        OptionalLong limit = number(group.resolve("memory.limit_in_bytes"));
        OptionalLong used = number(group.resolve("memory.usage_in_bytes"));
        return left(limit, used, value(group.resolve("memory.stat"), "total_cache"));
    }

    private static long left(OptionalLong limit, OptionalLong used, OptionalLong cache) {
        if (limit.isEmpty() || used.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return limit.getAsLong() - Math.max(0, used.getAsLong() - cache.orElse(0));
    }

    /** Empty for "max", and for the nearly largest long that version 1 has for it. */
    private static OptionalLong number(Path file) {
        return lines(file).stream()
                .filter(line -> line.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static OptionalLong value(Path file, String name) {
        return lines(file).stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals(name))
                .mapToLong(words -> Long.parseLong(words[1]))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
