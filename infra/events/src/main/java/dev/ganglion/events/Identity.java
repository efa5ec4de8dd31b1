package dev.ganglion.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The names of results: each is derived from what produced the result and from nothing else, so that a redelivery, a
 * replay or a second worker arrives at the same id and changes nothing. Ids are UUIDs of version 5 (RFC 9562).
 */
public final class Identity {

    private static final UUID NAMESPACE = UUID.fromString("6f0b5a1e-3d0f-5c57-9c1c-8a3f1d2e7b90");
    /** Cannot occur in a part, so that no two lists of parts give the same name. */
    private static final char SEPARATOR = '\u001f';

    private Identity() {}

    /** A request is its content: asked twice, it is the same request. */
    public static UUID request(String model, String subjectDigest, String corpusDigest, String collation, String work) {
        return uuid("activation-request", model, subjectDigest, corpusDigest, collation, work);
    }

    /**
     * One neuron's record: not the shard, device or batch that happened to compute it.
     *
     * @param subjectDigest digest of weights, tokenizer and configuration
     * @param corpusDigest digest of the corpus
     * @param collation the collation's parameters and version, canonically
     */
    public static UUID activations(NeuronId neuron, String subjectDigest, String corpusDigest, String collation) {
        return uuid("neuron-activations", neuron.key(), subjectDigest, corpusDigest, collation);
    }

    /**
     * What the shards of a corpus have in common; of the same as {@link #activations}, for any neuron.
     */
    public static UUID scan(String subjectDigest, String corpusDigest, String collation) {
        return uuid("corpus-scan", subjectDigest, corpusDigest, collation);
    }

    /**
     * One explanation.
     *
     * @param candidate ordinal among the recipe's candidates for the neuron
     * @param parent the explanation that this one revises, or null
     * @param text the words
     */
    public static UUID explanation(UUID activations, String recipeDigest, int candidate, UUID parent, String text) {
        return uuid(
                "explanation",
                activations.toString(),
                recipeDigest,
                Integer.toString(candidate),
                parent == null ? "none" : parent.toString(),
                sha256(text));
    }

    /** One explanation simulated under one recipe. */
    public static UUID simulation(UUID explanation, String recipeDigest) {
        return uuid("simulation", explanation.toString(), recipeDigest);
    }

    /**
     * One neuron's explanation simulated on another neuron's excerpts under one recipe.
     *
     * @param activations id of the record of the neuron that was simulated on
     */
    public static UUID borrowedSimulation(UUID explanation, String recipeDigest, UUID activations) {
        return uuid("simulation", explanation.toString(), recipeDigest, activations.toString());
    }

    /** One simulation scored by one version of the scorer. */
    public static UUID scores(UUID simulation, String scorerVersion) {
        return uuid("scores", simulation.toString(), scorerVersion);
    }

    /** SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static UUID uuid(String... parts) {
        for (String part : parts) {
            if (part.indexOf(SEPARATOR) >= 0) {
                throw new IllegalArgumentException("a part of an identity holds a separator: " + Excerpted.text(part));
            }
        }
        return version5(NAMESPACE, String.join(String.valueOf(SEPARATOR), parts));
    }

    /** RFC 9562, section 5.5. */
    static UUID version5(UUID namespace, String name) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L; // version 5
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L; // variant of RFC 9562
        return new UUID(high, low);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
