package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.LayerScores;
import java.util.ArrayList;
import java.util.List;

/**
 * How many explanations have which score, over all layers: a bar for each tenth. Places across are per cent of the width.
 *
 * @param from the score at the left end
 * @param zero where a score of 0 is; 0 if that is the left end
 */
record ScoreHistogram(int height, String from, double zero, List<Bar> bars) {

    private static final int HEIGHT = 120;
    private static final int BINS = 20;
    private static final int ZERO = 10;

    /**
     * @param link to the explanations that it counts
     * @param label in words
     */
    record Bar(double x, double width, int y, int height, String link, String label) {}

    /** Null without a score. */
    static ScoreHistogram of(List<LayerScores> layers, Link search) {
        long[] counts = new long[BINS];
        layers.forEach(layer -> {
            for (int bin = 0; bin < BINS; bin++) {
                counts[bin] += layer.histogram().get(bin);
            }
        });
        long most = 0;
        int first = ZERO;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            most = Math.max(most, counts[bin]);
            first = counts[bin] > 0 ? Math.min(first, bin) : first;
        }
        if (most == 0) {
            return null;
        }
        double step = 100.0 / (BINS - first);
        List<Bar> bars = new ArrayList<>();
        for (int bin = first; bin < BINS; bin++) {
            int height = counts[bin] == 0 ? 0 : (int) Math.max(1, Math.round((double) HEIGHT * counts[bin] / most));
            String low = tenth(bin - ZERO);
            String high = tenth(bin + 1 - ZERO);
            bars.add(new Bar(
                    round(step * (bin - first)),
                    round(step * 0.92),
                    HEIGHT - height,
                    height,
                    search.and("min", low).with("max", high).toString(),
                    "scores from " + low.replace('-', '\u2212') + " to " + high.replace('-', '\u2212') + ": "
                            + Figures.count(counts[bin])));
        }
        return new ScoreHistogram(
                HEIGHT,
                first == ZERO ? "0" : tenth(first - ZERO).replace('-', '\u2212'),
                round(step * (ZERO - first)),
                bars);
    }

    private static String tenth(int tenths) {
        return tenths % 10 == 0 ? Integer.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    private static double round(double value) {
        return Math.round(100 * value) / 100.0;
    }
}
