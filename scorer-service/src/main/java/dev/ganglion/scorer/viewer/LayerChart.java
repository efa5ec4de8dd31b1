package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.LayerScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The distribution of scores by layer as a picture: for each layer a column with a bar for every bin of the histogram, as
 * wide as its share, and a line at the mean.
 *
 * @param width of the picture
 * @param lowest the score at the bottom, or null if that is 0
 * @param zero the height of score 0
 * @param bottom the height of the lowest score
 */
record LayerChart(int width, int height, String lowest, int zero, int bottom, List<Column> columns) {

    private static final int BINS = 20;
    /** The bin that begins at a score of 0. */
    private static final int ZERO = 10;

    private static final int BIN_HEIGHT = 8;
    private static final int LEFT = 34;
    private static final int RIGHT = 8;
    private static final int TOP = 8;
    private static final int LABELS = 20;
    private static final int WIDEST = 1040;

    /**
     * @param link to the layer's neurons
     * @param x of its middle
     * @param left where the line of the mean begins
     * @param right where it ends
     * @param mean height of the mean, or −1 if there is none
     * @param label the numbers in words
     * @param labelled whether the layer's number is shown below
     */
    record Column(
            int layer,
            String link,
            double x,
            double left,
            double right,
            double step,
            List<Bar> bars,
            double mean,
            String label,
            boolean labelled) {}

    record Bar(double x, double y, double width) {}

    /** Whether the lowest score is far enough below 0 for a name of its own. */
    public boolean showsLowest() {
        return lowest != null && bottom - zero > LABELS;
    }

    /** @param link gives the address of a layer's neurons */
    static LayerChart of(List<LayerScores> layers, IntFunction<String> link) {
        int first = firstBin(layers);
        int bottom = TOP + (BINS - first) * BIN_HEIGHT;
        double step = Math.min(64, (double) (WIDEST - LEFT) / Math.max(1, layers.size()));
        int everyLabel = (int) Math.ceil(26 / step);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            LayerScores layer = layers.get(i);
            double x = LEFT + step * (i + 0.5);
            columns.add(new Column(
                    layer.layer(),
                    link.apply(layer.layer()),
                    round(x),
                    round(x - 0.46 * step),
                    round(x + 0.46 * step),
                    round(step),
                    bars(layer.histogram(), x, step),
                    layer.mean() == null ? -1 : round(y(layer.mean())),
                    label(layer),
                    i % everyLabel == 0));
        }
        return new LayerChart(
                (int) (LEFT + step * layers.size()) + RIGHT,
                bottom + LABELS,
                first == ZERO ? null : Figures.decimal((first - ZERO) / 10.0),
                (int) y(0),
                bottom,
                columns);
    }

    /** The lowest bin that any layer has a score in, at most that of 0. */
    private static int firstBin(List<LayerScores> layers) {
        for (int bin = 0; bin < ZERO; bin++) {
            for (LayerScores layer : layers) {
                if (layer.histogram().get(bin) > 0) {
                    return bin;
                }
            }
        }
        return ZERO;
    }

    private static List<Bar> bars(List<Long> histogram, double x, double step) {
        long largest =
                Math.max(1, histogram.stream().mapToLong(Long::longValue).max().orElse(1));
        List<Bar> bars = new ArrayList<>();
        for (int bin = 0; bin < histogram.size(); bin++) {
            if (histogram.get(bin) > 0) {
                double width = Math.max(1, 0.86 * step * histogram.get(bin) / largest);
                bars.add(new Bar(round(x - width / 2), TOP + (BINS - 1 - bin) * BIN_HEIGHT, round(width)));
            }
        }
        return bars;
    }

    private static double y(double score) {
        return TOP + (1 - score) * (BINS - ZERO) * BIN_HEIGHT;
    }

    private static String label(LayerScores layer) {
        String name = "layer " + layer.layer() + ": " + Figures.count(layer.scores(), "score");
        String undefined = layer.undefined() == 0 ? "" : ", " + Figures.count(layer.undefined()) + " undefined";
        return layer.mean() == null
                ? name + undefined
                : name + undefined + ", mean " + Figures.decimal(layer.mean()) + ", median "
                        + Figures.decimal(layer.p50()) + ", 5 % below " + Figures.decimal(layer.p5())
                        + ", 5 % above " + Figures.decimal(layer.p95());
    }

    private static double round(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
