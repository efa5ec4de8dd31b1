package dev.ganglion.replay.plan;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator asked for when a replay was created, by the names of the options. Frozen with the replay: whoever joins
 * it may leave options out, and may not give others.
 *
 * @param values by option, without its dashes; {@code true} for a flag
 */
public record ReplayOptions(Map<String, String> values) {

    public static final String FROM = "from";
    public static final String MODEL = "model";
    public static final String LAYERS = "layers";
    /** The hash of the keys, which are kept apart. */
    public static final String NEURONS = "neurons";

    public static final String BELOW = "below";
    public static final String SAMPLE = "sample";
    public static final String SEED = "seed";
    public static final String EXPLAINER_RECIPE = "explainer-recipe";
    public static final String SIMULATOR_RECIPE = "simulator-recipe";
    public static final String EXPLANATIONS_OF = "explanations-of";
    public static final String DEAD_LETTERS = "dead-letters";
    public static final String REASON = "reason";
    public static final String SINCE = "since";
    public static final String UNTIL = "until";
    public static final String KEY = "key";
    public static final String RECORD = "record";

    public ReplayOptions {
        values = Map.copyOf(values);
    }

    /** Null if it was not given. */
    public String get(String option) {
        return values.get(option);
    }

    public boolean has(String option) {
        return values.containsKey(option);
    }

    /**
     * Checks that whoever joins wants what is frozen.
     *
     * @param given with the joining process; what it leaves out is as it is frozen
     * @throws IllegalArgumentException with one sentence, if one is another
     */
    public void requireSame(ReplayOptions given, String id) {
        new TreeMap<>(given.values).forEach((option, value) -> {
            String frozen = values.get(option);
            if (!value.equals(frozen)) {
                throw new IllegalArgumentException("--" + option + ": replay " + id + " was created "
                        + (frozen == null ? "without it" : "with " + shown(option, frozen))
                        + " and is frozen: leave the option out to go on with it, or create another with another --id");
            }
        });
    }

    private static String shown(String option, String value) {
        return option.equals(NEURONS) ? "other neurons" : "\"" + value + "\"";
    }
}
