package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.Baseline;
import dev.ganglion.scorer.results.Baseline.Distribution;
import java.util.ArrayList;
import java.util.List;

/**
 * Two recipes' scores beside what chance gives.
 *
 * @param label the picture in words
 * @param own bars of the neurons' own explanations
 * @param chance bars of other neurons' explanations
 */
record BaselineView(
        String recipes,
        String ownMean,
        String chanceMean,
        String neurons,
        String label,
        List<Bar> own,
        List<Bar> chance) {

    static final int HEIGHT = 36;
    private static final int STEP = 12;

    /** A bar that stands on the line below. */
    record Bar(int x, int y, int width, int height) {}

    static BaselineView of(Baseline baseline) {
        String own = mean(baseline.own());
        String chance = mean(baseline.lent());
        return new BaselineView(
                ScoreView.recipes(baseline.explainer(), baseline.simulator()),
                own,
                chance,
                Figures.count(baseline.lent().scores()),
                "mean score of the neurons’ own explanations " + own + ", of other neurons’ explanations " + chance,
                bars(baseline.own(), 1),
                bars(baseline.lent(), 6));
    }

    private static String mean(Distribution distribution) {
        return distribution.mean() == null ? "undefined" : Figures.decimal(distribution.mean());
    }

    /** @param left how far a bar is from the left end of its bin */
    private static List<Bar> bars(Distribution distribution, int left) {
        long most = distribution.histogram().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (int bin = 0; bin < distribution.histogram().size(); bin++) {
            long count = distribution.histogram().get(bin);
            if (count > 0) {
                int height = (int) Math.max(1, Math.round((double) HEIGHT * count / most));
                bars.add(new Bar(bin * STEP + left, HEIGHT - height, 5, height));
            }
        }
        return bars;
    }
}
