package dev.ganglion.benchmarks.activation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Time that something took.
 *
 * @param seconds on the clock
 * @param cpuSeconds of this process's processor time, all threads
 */
record Effort(double seconds, double cpuSeconds) {

    static final Effort NONE = new Effort(0, 0);

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Since some moment. */
    static Effort now() {
        return new Effort(System.nanoTime() / 1e9, SYSTEM.getProcessCpuTime() / 1e9);
    }

    Effort since(Effort start) {
        return new Effort(seconds - start.seconds, cpuSeconds - start.cpuSeconds);
    }

    Effort plus(Effort more) {
        return new Effort(seconds + more.seconds, cpuSeconds + more.cpuSeconds);
    }
}
