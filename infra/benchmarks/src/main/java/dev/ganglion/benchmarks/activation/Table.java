package dev.ganglion.benchmarks.activation;

import java.util.List;
import java.util.Locale;

/** Measurements for people. */
final class Table {

    private Table() {}

    static String of(List<Measurement> measured) {
        StringBuilder text = new StringBuilder(String.format(
                "%-11s %9s %9s %8s %8s %6s %6s %10s %10s%n",
                "shape", "tokens", "tokens/s", "GFLOP/s", "matmul", "ratio", "by CPU", "collation", "peak MiB"));
        for (Measurement each : measured) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-11s %,9d %,9.0f %8.1f %8.1f %6.2f %6.2f %8.1f %% %,10d%n",
                    each.shape(),
                    each.tokens(),
                    each.tokensPerSecond(),
                    each.gflops(),
                    each.matmulGflops(),
                    each.ratio(),
                    each.cpuRatio(),
                    100 * each.collationShare(),
                    each.peakResidentMb()));
        }
        for (Measurement each : measured) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s: %,d records of %,d bytes in %,.0f s: %,.0f s corpus, %,.0f s excerpts that run again, %,.0f s"
                            + " making records; %,d MiB of the memory are weights",
                    each.shape(),
                    each.records(),
                    each.recordBytes(),
                    each.seconds(),
                    each.recordSeconds(),
                    each.completeSeconds(),
                    each.collateSeconds(),
                    each.weightsMb()));
        }
        return text.toString();
    }
}
