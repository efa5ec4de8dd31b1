package dev.ganglion.scorer.results.search;

/** Which explanations come first. */
public enum SearchOrder {
    /** Of the thousand with the best scores that match, those whose text matches best; the others are not listed. */
    RELEVANCE,
    /** All that match, the highest score first; those without a score last. */
    BEST,
    /** All that match, the lowest score first; those without a score last. */
    WORST
}
