package dev.ganglion.subject.collation;

import java.util.Arrays;
import java.util.Set;

/** Limited room for excerpts, in one or more bins; none is taken that is near-identical to one taken before. */
final class Room {

    private final Set<Long> taken;
    private final int[] free; // [bins]
    private int left;

    /** @param taken fingerprints of what is taken already; those taken here are added to it */
    Room(Set<Long> taken, int bins, int perBin) {
        this.taken = taken;
        this.free = new int[bins];
        Arrays.fill(free, perBin);
        this.left = Math.multiplyExact(bins, perBin);
    }

    boolean isFull() {
        return left == 0;
    }

    /** Takes it, if there is room for it. */
    boolean take(int bin, long fingerprint) {
        if (free[bin] == 0 || !taken.add(fingerprint)) {
            return false;
        }
        free[bin]--;
        left--;
        return true;
    }
}
