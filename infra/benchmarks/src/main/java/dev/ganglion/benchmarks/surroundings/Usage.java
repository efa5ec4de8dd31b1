package dev.ganglion.benchmarks.surroundings;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the processes of a run use of the machine: processor time since it began to look, and the most memory it saw. */
public final class Usage {

    public static final String BROKER = "kafka";
    public static final String DATABASE = "postgres";

    private final Map<String, ProcessTree> processes = new LinkedHashMap<>();
    private final Map<String, Double> before = new LinkedHashMap<>();
    private final Map<String, Long> peakMb = new LinkedHashMap<>();
    private long totalPeakMb;

    public Usage(Surroundings surroundings, List<MeasuredService> services) throws IOException {
        processes.put(BROKER, new ProcessTree(surroundings.brokerPid()));
        processes.put(DATABASE, new ProcessTree(surroundings.databasePid()));
        restart();
        add(services);
    }

    /** Looks at these too, from their start on. */
    public void add(List<MeasuredService> services) {
        for (MeasuredService service : services) {
            processes.put(service.title(), new ProcessTree(service.pid()));
            before.put(service.title(), 0.0);
        }
    }

    /** Counts processor time from now on. */
    public void restart() {
        processes.forEach((title, process) -> before.put(title, process.cpuSeconds()));
    }

    /** Looks how much memory is in use. */
    public void look() {
        long total = 0;
        for (Map.Entry<String, ProcessTree> process : processes.entrySet()) {
            long now = process.getValue().memoryMb();
            peakMb.merge(process.getKey(), now, Math::max);
            total += now;
        }
        totalPeakMb = Math.max(totalPeakMb, total);
    }

    /** Seconds of processor time by process. */
    public Map<String, Double> cpuSeconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((title, process) -> seconds.put(title, process.cpuSeconds() - before.get(title)));
        return seconds;
    }

    /** MiB by process. */
    public Map<String, Long> peakMb() {
        return new LinkedHashMap<>(peakMb);
    }

    /** MiB of all of them at the same moment. */
    public long totalPeakMb() {
        return totalPeakMb;
    }
}
