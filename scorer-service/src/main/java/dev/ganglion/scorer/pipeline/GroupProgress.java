package dev.ganglion.scorer.pipeline;

import java.util.Locale;

/**
 * A consumer group on one of its topics.
 *
 * @param group its id, for example {@code simulator.token-lookup@1a2b3c4d}
 * @param members processes that read for it now
 * @param records on the topic
 * @param waiting records that it has not done with
 */
public record GroupProgress(String group, String topic, int members, long records, long waiting) {

    private static final String SIMULATOR = "simulator.";

    /** Of 1,000 records, how many are done. */
    public int doneOfThousand() {
        return records == 0 ? 1000 : (int) Math.max(0, Math.min(1000, 1000 * (records - waiting) / records));
    }

    /** The part before the recipe: {@code explainer}, {@code simulator}, {@code scorer}, {@code projection} or {@code replay}. */
    public String service() {
        return group.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT);
    }

    /** Whether somebody runs a simulator's recipe. */
    boolean isRunningSimulator() {
        return members > 0 && group.startsWith(SIMULATOR);
    }
}
