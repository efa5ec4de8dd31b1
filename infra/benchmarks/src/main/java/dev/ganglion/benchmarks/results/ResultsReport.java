package dev.ganglion.benchmarks.results;

import dev.ganglion.benchmarks.results.Requests.Latencies;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param loadSeconds from the start of the service to the last commit
 * @param warmLoadedPerSecond scored explanations, without the first fifth
 * @param indexedSeconds how much later all of them could be found
 * @param loadCpuSeconds processor time by process, until all could be found
 * @param bytes of the database's tables with their indexes, by table
 * @param cpuMillisPerRequest processor time of a request, by process
 */
record ResultsReport(
        int neurons,
        int scored,
        int pages,
        double loadSeconds,
        double warmLoadedPerSecond,
        double indexedSeconds,
        Map<String, Double> loadCpuSeconds,
        Map<String, Long> bytes,
        int requestsPerSecond,
        Map<RequestKind, Latencies> latencies,
        Map<String, Double> cpuMillisPerRequest) {

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("neurons", neurons);
        json.put("scoredExplanations", scored);
        json.put("neuronsWithRecord", pages);
        json.put("loadedPerSecond", scored / loadSeconds);
        json.put("warmLoadedPerSecond", warmLoadedPerSecond);
        json.put("indexedSecondsLater", indexedSeconds);
        json.put("loadCpuSecondsPerThousand", perThousand());
        json.put("databaseBytes", bytes);
        json.put("requestsPerSecond", requestsPerSecond);
        Map<String, Object> kinds = new LinkedHashMap<>();
        latencies.forEach((kind, times) -> {
            Map<String, Object> milliseconds = new LinkedHashMap<>();
            milliseconds.put("requests", times.milliseconds().length);
            milliseconds.put("p50", times.percentile(0.5));
            milliseconds.put("p99", times.percentile(0.99));
            milliseconds.put("max", times.percentile(1));
            kinds.put(kind.title(), milliseconds);
        });
        json.put("milliseconds", kinds);
        json.put("cpuMillisecondsPerRequest", cpuMillisPerRequest);
        json.put("cores", Runtime.getRuntime().availableProcessors());
        return json;
    }

    private Map<String, Double> perThousand() {
        Map<String, Double> each = new LinkedHashMap<>();
        loadCpuSeconds.forEach((title, seconds) -> each.put(title, seconds * 1000 / scored));
        return each;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "%,d neurons, %,d scored explanations, %,d records on %d cores", neurons, scored, pages,
                Runtime.getRuntime().availableProcessors());
        line(text, "loaded       %,.0f scored explanations/s (%,.0f warm); all could be found %.1f s later",
                scored / loadSeconds, warmLoadedPerSecond, indexedSeconds);
        line(text, "             processor s for 1,000: %s", figures(perThousand()));
        bytes.forEach((table, size) -> line(text, "on disk      %-24s %,12d kB", table, size / 1000));
        line(text, "%d requests/s, milliseconds from the moment each was due:", requestsPerSecond);
        latencies.forEach((kind, times) -> line(text, "%-24s %6d requests  p50 %7.1f  p99 %7.1f  max %7.1f",
                kind.title(), times.milliseconds().length, times.percentile(0.5), times.percentile(0.99),
                times.percentile(1)));
        line(text, "processor ms for a request: %s", figures(cpuMillisPerRequest));
        return text.toString().stripTrailing();
    }

    private static String figures(Map<String, Double> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((title, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "%s %.2f", title, value)));
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
