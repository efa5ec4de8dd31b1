package dev.ganglion.scorer.results;

import java.util.List;

/**
 * How one layer's explanations score.
 *
 * @param scores how many there are
 * @param undefined how many of them are undefined; everything below is over the others
 * @param mean null, like the percentiles, if all are undefined
 * @param p5 the score that 5 % are below
 * @param histogram how many scores are in each bin of 0.1 from −1 to 1 [20]
 */
public record LayerScores(
        String model,
        int layer,
        String site,
        long scores,
        long undefined,
        Double mean,
        Double p5,
        Double p50,
        Double p95,
        List<Long> histogram) {

    static final int BINS = 20;
}
