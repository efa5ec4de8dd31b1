package dev.ganglion.simulator.judging;

import dev.ganglion.events.Excerpt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything that is drawn at random for one simulation: by hash, so that going through a topic again draws the same, asks
 * the same questions and finds their answers.
 */
final class Chance {

    private final UUID seed;

    /** @param seed the simulation's id */
    Chance(UUID seed) {
        this.seed = seed;
    }

    /** A number that is the same for the same seed, purpose and excerpt, and looks like any other. */
    long of(String purpose, Excerpt excerpt) {
        byte[] text = (purpose + "\n" + excerpt.id()).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + text.length)
                .putLong(seed.getMostSignificantBits())
                .putLong(seed.getLeastSignificantBits())
                .put(text);
        return ByteBuffer.wrap(sha256(bytes.array())).getLong();
    }

    /** As {@link #of}, from 0 to below the bound. */
    int below(int bound, String purpose, Excerpt excerpt) {
        return (int) Long.remainderUnsigned(of(purpose, excerpt), bound);
    }

    /** The excerpts in random order. */
    List<Excerpt> shuffled(String purpose, List<Excerpt> excerpts) {
        Map<String, Long> keys = new HashMap<>();
        excerpts.forEach(excerpt -> keys.put(excerpt.id(), of(purpose, excerpt)));
        return excerpts.stream()
                .sorted(Comparator.<Excerpt>comparingLong(excerpt -> keys.get(excerpt.id()))
                        .thenComparing(Excerpt::id))
                .toList();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
