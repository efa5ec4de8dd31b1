package dev.ganglion.replay.plan;

import dev.ganglion.events.Identity;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Some of many neurons, by chance and yet always the same ones. */
public final class NeuronSample {

    private NeuronSample() {}

    /**
     * The neurons with the lowest hash of seed and key. A larger sample of the same seed holds the smaller one.
     *
     * @param size how many, 1 or more; all if there are fewer
     */
    public static List<String> of(Collection<String> keys, int size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException("--sample: " + size + " is no sample: give 1 or more");
        }
        return keys.stream()
                .distinct()
                .map(key -> new Hashed(Identity.sha256(seed + "/" + key), key))
                .sorted(Comparator.comparing(Hashed::hash))
                .limit(size)
                .map(Hashed::key)
                .toList();
    }

    private record Hashed(String hash, String key) {}
}
