package dev.ganglion.scorer.results.comparison;

/**
 * What is known of the pairs of a layer, or of all: sums over pairs, never the pairs themselves. A pair is a neuron that was
 * scored with both recipes on the same record; its difference is the score with b less the score with a, and defined if
 * both are.
 *
 * @param layer null for all layers
 * @param site null for all layers
 * @param both pairs
 * @param onlyA neurons without a score of b on the same record
 * @param onlyB neurons without a score of a on the same record
 * @param undefinedA pairs where the score of a alone is undefined
 * @param undefinedB pairs where the score of b alone is undefined
 * @param undefinedBoth pairs where both are
 * @param better pairs whose difference is above 0
 * @param meanA over the pairs with a difference, as the next two; null without one
 * @param variance of the differences, with n − 1; null of fewer than two
 */
record PairSums(
        Integer layer,
        String site,
        long both,
        long onlyA,
        long onlyB,
        long undefinedA,
        long undefinedB,
        long undefinedBoth,
        long better,
        long equal,
        long worse,
        Double meanA,
        Double meanB,
        Double mean,
        Double variance) {

    /** Pairs that have a difference. */
    long defined() {
        return better + equal + worse;
    }
}
