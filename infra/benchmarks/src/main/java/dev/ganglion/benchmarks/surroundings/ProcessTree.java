package dev.ganglion.benchmarks.surroundings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process with its children: what they used of the machine. Linux says all of it; elsewhere there is less. */
public final class ProcessTree {

    /** Ticks of {@code /proc/PID/stat}: 100 a second on every Linux that runs a JVM. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");

    private final long pid;

    public ProcessTree(long pid) {
        this.pid = pid;
    }

    /** Processor time so far, in seconds, also that of children that have ended. */
    public double cpuSeconds() {
        double ended = stat(pid).ended();
        return ended + members().stream().mapToDouble(ProcessTree::own).sum();
    }

    /**
     * Physical memory now, in MiB; what is shared is divided among those who share it. −1 where the system does not say so
     * as Linux does.
     */
    public long memoryMb() {
        long kilobytes = 0;
        for (ProcessHandle member : members()) {
            Path file = PROC.resolve(member.pid() + "/smaps_rollup");
            try (var lines = Files.lines(file)) {
                kilobytes += lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            } catch (IOException | java.io.UncheckedIOException e) {
                if (member.isAlive()) {
                    return -1;
                }
            }
        }
        return kilobytes / 1024;
    }

    private List<ProcessHandle> members() {
        List<ProcessHandle> members = new ArrayList<>();
        ProcessHandle.of(pid).ifPresent(process -> {
            members.add(process);
            process.descendants().forEach(members::add);
        });
        return members;
    }

    private static double own(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
    }

    private static Stat stat(long pid) {
        try {
            return Stat.parse(Files.readString(PROC.resolve(pid + "/stat")));
        } catch (IOException e) {
            return new Stat(0);
        }
    }

    /**
     * @param ended processor time of children that have ended, in seconds
     */
    record Stat(double ended) {

        /** See proc(5): the name in parentheses may hold anything, and cutime and cstime are the 16th and 17th field. */
        static Stat parse(String line) {
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new Stat((Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND);
        }
    }
}
