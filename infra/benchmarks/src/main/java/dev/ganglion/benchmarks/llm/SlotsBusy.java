package dev.ganglion.benchmarks.llm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of a slow server's room a service uses: the share of slots that hold a call, as the server counts them, over
 * the middle of the run.
 *
 * @param share of {@value Run#SLOTS} slots, 0 to 1
 * @param seconds that were looked at
 * @param callsPerSecond in that time
 */
record SlotsBusy(double share, double seconds, double callsPerSecond) {

    private static final long LATENCY_MILLIS = 500;
    private static final int WARM_UP_CALLS = 2000;
    private static final int MEASURED_CALLS = 4000;
    /** Behind what is measured, so that the work does not run out in it. */
    private static final int SPARE_CALLS = 500;

    static SlotsBusy measure(Path root) throws IOException, InterruptedException {
        int records = WARM_UP_CALLS + MEASURED_CALLS + SPARE_CALLS;
        try (Run run = Run.explaining(root, records, Answers.sentence(LATENCY_MILLIS))) {
            run.untilAsked(WARM_UP_CALLS);
            int before = run.server().count();
            double openBefore = run.server().openSeconds();
            long from = System.nanoTime();
            run.untilAsked(WARM_UP_CALLS + MEASURED_CALLS);
            double open = run.server().openSeconds() - openBefore;
            int asked = run.server().count() - before;
            double seconds = (System.nanoTime() - from) / 1e9;
            run.service().checkAnswers();
            return new SlotsBusy(open / seconds / Run.SLOTS, seconds, asked / seconds);
        }
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("slotsBusy", share);
        json.put("slots", Run.SLOTS);
        json.put("latencySeconds", LATENCY_MILLIS / 1000.0);
        json.put("slotsCallsPerSecond", callsPerSecond);
        return json;
    }

    String text() {
        return String.format(
                "slots busy              %.1f %% of %d, %.0f calls/s over %.0f s; the server takes %.1f s for an answer%n"
                        + "                        bound by the server: %.0f calls/s is all it can%n",
                100 * share,
                Run.SLOTS,
                callsPerSecond,
                seconds,
                LATENCY_MILLIS / 1000.0,
                Run.SLOTS * 1000.0 / LATENCY_MILLIS);
    }
}
