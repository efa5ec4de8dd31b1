package dev.ganglion.scorer.results;

import dev.ganglion.scorer.results.summary.Place;
import dev.ganglion.scorer.results.summary.ScoreCell;
import dev.ganglion.scorer.results.summary.Summaries;
import dev.ganglion.scorer.results.summary.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The distribution of scores in each layer; of several candidates of one recipe, only that of the best. */
@ApplicationScoped
public class LayerDistribution {

    private static final double P5 = 0.05;
    private static final double P50 = 0.5;
    private static final double P95 = 0.95;

    private static final int MOST_KEPT = 200;

    private final Summaries summaries;
    private volatile Kept kept = new Kept(null, new ConcurrentHashMap<>());

    LayerDistribution(Summaries summaries) {
        this.summaries = summaries;
    }

    /** What was made of one summary: the same selections are asked for over and over. */
    private record Kept(Summary of, Map<Selection, List<LayerScores>> layers) {}

    /** The layers that have scores, by model, layer and site; of a large database, of a moment ago. */
    public Uni<List<LayerScores>> of(Selection selection) {
        return summaries.now().map(summary -> {
            Kept now = kept;
            if (now.of() != summary || now.layers().size() >= MOST_KEPT) {
                now = new Kept(summary, new ConcurrentHashMap<>());
                kept = now;
            }
            return now.layers().computeIfAbsent(selection, asked -> layers(summary, asked));
        });
    }

    private static List<LayerScores> layers(Summary summary, Selection selection) {
        return summary.scores(selection).stream()
                .collect(Collectors.groupingBy(ScoreCell::place, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(layer -> layer(layer.getKey(), layer.getValue()))
                .toList();
    }

    private static LayerScores layer(Place place, List<ScoreCell> cells) {
        double[] values = cells.stream()
                .flatMapToDouble(cell -> Arrays.stream(cell.values()))
                .sorted()
                .toArray();
        long scores = cells.stream().mapToLong(ScoreCell::best).sum();
        return new LayerScores(
                place.model(),
                place.layer(),
                place.site(),
                scores,
                scores - values.length,
                values.length == 0 ? null : Arrays.stream(values).average().orElseThrow(),
                percentile(values, P5),
                percentile(values, P50),
                percentile(values, P95),
                histogram(values));
    }

    /** Between two values, as far as it is from them; null without values. */
    private static Double percentile(double[] sorted, double part) {
        if (sorted.length == 0) {
            return null;
        }
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static List<Long> histogram(double[] values) {
        Long[] bins = new Long[LayerScores.BINS];
        Arrays.fill(bins, 0L);
        for (double value : values) {
            // A score of exactly 1 belongs to the last bin.
            bins[Math.max(0, Math.min(LayerScores.BINS - 1, (int) Math.floor((value + 1) * 10)))]++;
        }
        return List.of(bins);
    }
}
