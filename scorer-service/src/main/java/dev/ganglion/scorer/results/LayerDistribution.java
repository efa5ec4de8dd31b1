package dev.ganglion.scorer.results;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The distribution of scores in each layer; of several candidates of one recipe, only that of the best. */
@ApplicationScoped
public class LayerDistribution {

    private static final String LAYERS =
            """
            select s.model, s.layer, s.site, count(*), count(s.score), avg(s.score),
                percentile_cont(0.05) within group (order by s.score),
                percentile_cont(0.5) within group (order by s.score),
                percentile_cont(0.95) within group (order by s.score)
            from Scores s where %s
            group by s.model, s.layer, s.site order by s.model, s.layer, s.site
            """;

    private static final String BINS =
            """
            select s.model, s.layer, s.site, cast(floor((s.score + 1) * 10) as Integer) as bin, count(*)
            from Scores s where %s and s.score is not null
            group by s.model, s.layer, s.site, bin
            """;

    private final Database database;

    LayerDistribution(Database database) {
        this.database = database;
    }

    /** The layers that have scores, by model, layer and site. */
    public Uni<List<LayerScores>> of(Selection selection) {
        return database.read(session -> BestCandidate.condition(session, selection.model())
                .chain(best -> of(session, selection.ofResults("s").and(best))));
    }

    private static Uni<List<LayerScores>> of(Mutiny.StatelessSession session, Conditions conditions) {
        return conditions
                .query(session, BINS.formatted(conditions), Object[].class)
                .getResultList()
                .map(LayerDistribution::histograms)
                .chain(histograms -> conditions
                        .query(session, LAYERS.formatted(conditions), Object[].class)
                        .getResultList()
                        .map(rows ->
                                rows.stream().map(row -> layer(row, histograms)).toList()));
    }

    private record Layer(String model, int layer, String site) {

        static Layer of(Object[] row) {
            return new Layer((String) row[0], (int) row[1], (String) row[2]);
        }
    }

    private static Map<Layer, Long[]> histograms(List<Object[]> rows) {
        Map<Layer, Long[]> histograms = new HashMap<>();
        for (Object[] row : rows) {
            // A score of exactly 1 belongs to the last bin.
            int bin = Math.max(0, Math.min(LayerScores.BINS - 1, (int) row[3]));
            histograms.computeIfAbsent(Layer.of(row), layer -> empty())[bin] += (long) row[4];
        }
        return histograms;
    }

    private static Long[] empty() {
        Long[] bins = new Long[LayerScores.BINS];
        Arrays.fill(bins, 0L);
        return bins;
    }

    private static LayerScores layer(Object[] row, Map<Layer, Long[]> histograms) {
        Layer layer = Layer.of(row);
        long scores = (long) row[3];
        return new LayerScores(
                layer.model(),
                layer.layer(),
                layer.site(),
                scores,
                scores - (long) row[4],
                (Double) row[5],
                (Double) row[6],
                (Double) row[7],
                (Double) row[8],
                List.of(histograms.getOrDefault(layer, empty())));
    }
}
