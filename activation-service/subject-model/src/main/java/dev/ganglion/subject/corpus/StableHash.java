package dev.ganglion.subject.corpus;

/**
 * 64-bit hashes that choose excerpts. They are part of what a record is identified by, and so never change.
 *
 * <p>The mixing function is the output function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", 2014; its constants are David Stafford's variant 13). It is a bijection, and every bit of its
 * argument changes every bit of its value with probability about one half.
 */
public final class StableHash {

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private StableHash() {}

    /**
     * A number that orders values at random, differently for each seed and purpose, to be compared as unsigned. For one
     * seed and purpose, different values have different hashes.
     */
    public static long of(long seed, String purpose, long value) {
        long hash = mix(seed + GOLDEN_RATIO);
        for (int i = 0; i < purpose.length(); i++) {
            hash = append(hash, purpose.charAt(i));
        }
        return append(hash, value);
    }

    /** The hash of a sequence with one more element. */
    static long append(long hash, long element) {
        return mix((hash ^ element) + GOLDEN_RATIO);
    }

    static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
