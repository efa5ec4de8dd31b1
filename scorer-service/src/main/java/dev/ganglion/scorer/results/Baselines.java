package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.Baseline.Distribution;
import dev.ganglion.scorer.results.summary.Summaries;
import dev.ganglion.scorer.results.summary.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** What chance gives, wherever a replay has lent explanations. */
@ApplicationScoped
public class Baselines {

    private static final String CORRELATION = "correlation";
    private static final String BALANCED_ACCURACY = "balancedAccuracy";
    private static final int MOST = 200;

    private static final String COLUMNS =
            "s.model, s.explainerName, s.explainerDigest, s.explainerMethod, s.simulatorName, s.simulatorDigest,"
                    + " s.simulatorMethod";

    /** {@code %1$s}: the measure; {@code %2$s}: the column; {@code %3$s}: the table; {@code %4$s}: the condition. */
    private static final String SUMS =
            """
            select %5$s, %1$s, count(*), count(s.%2$s), avg(s.%2$s),
                percentile_cont(0.5) within group (order by s.%2$s)
            from %3$s s where %4$s group by %5$s, %1$s
            order by s.model, s.explainerName, s.simulatorName, s.explainerDigest, s.simulatorDigest
            """;

    private static final String BINS =
            """
            select %5$s, %1$s, cast(floor((s.%2$s + 1) * 10) as Integer) as bin, count(*)
            from %3$s s where %4$s and s.%2$s is not null group by %5$s, %1$s, bin
            """;

    private static final String OF_THE_SAME_NEURONS =
            """
            exists (select 1 from BaselineScore l
                where l.model = s.model and l.layer = s.layer and l.site = s.site and l.neuronIndex = s.neuronIndex
                and l.activations = s.activations and l.explainerDigest = s.explainerDigest
                and l.simulatorDigest = s.simulatorDigest)
            """;

    private final Database database;
    private final Summaries summaries;
    private volatile Kept kept = new Kept(null, new ConcurrentHashMap<>());

    Baselines(Database database, Summaries summaries) {
        this.database = database;
        this.summaries = summaries;
    }

    /** What was found while one summary held: in a large database nothing is looked for again before there is another. */
    private record Kept(Summary during, Map<Selection, Uni<List<Baseline>>> found) {}

    private record Key(String model, RecipeRef explainer, RecipeRef simulator, String measure) {

        static final int COLUMNS = 8;

        static Key of(Object[] row) {
            return new Key(
                    (String) row[0],
                    new RecipeRef((String) row[1], (String) row[2], (String) row[3]),
                    new RecipeRef((String) row[4], (String) row[5], (String) row[6]),
                    (String) row[7]);
        }
    }

    /** By model and recipes; empty where nothing was lent. Of a large database, of a moment ago. */
    public Uni<List<Baseline>> of(Selection selection) {
        return summaries.now().chain(summary -> {
            Kept now = kept;
            if (now.during() != summary || now.found().size() >= MOST) {
                now = new Kept(summary, new ConcurrentHashMap<>());
                kept = now;
            }
            Map<Selection, Uni<List<Baseline>>> found = now.found();
            return found.computeIfAbsent(selection, asked -> find(asked)
                    .onFailure()
                    .invoke(failed -> found.remove(asked))
                    .memoize()
                    .indefinitely());
        });
    }

    private Uni<List<Baseline>> find(Selection selection) {
        return database.read(
                session -> distributions(session, "s.measure", "score", "BaselineScore", selection.ofResults("s"))
                        .chain(lent -> lent.isEmpty()
                                ? Uni.createFrom().item(List.of())
                                : own(session, selection).map(own -> joined(lent, own))));
    }

    private static Uni<Map<Key, Distribution>> own(Mutiny.StatelessSession session, Selection selection) {
        return BestCandidate.condition(session, selection.model())
                .chain(best -> distributions(
                        session,
                        "'" + CORRELATION + "'",
                        "score",
                        "Scores",
                        selection.ofResults("s").and(OF_THE_SAME_NEURONS).and(best)))
                .chain(scores -> distributions(
                                session,
                                "'" + BALANCED_ACCURACY + "'",
                                "balancedAccuracy",
                                "JudgementScores",
                                selection.ofResults("s").and(OF_THE_SAME_NEURONS))
                        .map(judged -> {
                            Map<Key, Distribution> all = new HashMap<>(scores);
                            all.putAll(judged);
                            return all;
                        }));
    }

    private static Uni<Map<Key, Distribution>> distributions(
            Mutiny.StatelessSession session, String measure, String column, String table, Conditions conditions) {
        return conditions
                .query(session, BINS.formatted(measure, column, table, conditions, COLUMNS), Object[].class)
                .getResultList()
                .map(Baselines::histograms)
                .chain(histograms -> conditions
                        .query(session, SUMS.formatted(measure, column, table, conditions, COLUMNS), Object[].class)
                        .setMaxResults(MOST)
                        .getResultList()
                        .map(rows -> distributions(rows, histograms)));
    }

    private static Map<Key, Long[]> histograms(List<Object[]> rows) {
        Map<Key, Long[]> histograms = new HashMap<>();
        for (Object[] row : rows) {
            // A score of exactly 1 belongs to the last bin.
            int bin = Math.max(0, Math.min(LayerScores.BINS - 1, (int) row[Key.COLUMNS]));
            histograms.computeIfAbsent(Key.of(row), key -> empty())[bin] += (long) row[Key.COLUMNS + 1];
        }
        return histograms;
    }

    private static Long[] empty() {
        Long[] bins = new Long[LayerScores.BINS];
        Arrays.fill(bins, 0L);
        return bins;
    }

    private static Map<Key, Distribution> distributions(List<Object[]> rows, Map<Key, Long[]> histograms) {
        Map<Key, Distribution> all = new LinkedHashMap<>();
        for (Object[] row : rows) {
            long scores = (long) row[Key.COLUMNS];
            all.put(
                    Key.of(row),
                    new Distribution(
                            scores,
                            scores - (long) row[Key.COLUMNS + 1],
                            (Double) row[Key.COLUMNS + 2],
                            (Double) row[Key.COLUMNS + 3],
                            List.of(histograms.getOrDefault(Key.of(row), empty()))));
        }
        return all;
    }

    private static List<Baseline> joined(Map<Key, Distribution> lent, Map<Key, Distribution> own) {
        Distribution none = new Distribution(0, 0, null, null, Collections.nCopies(LayerScores.BINS, 0L));
        return lent.entrySet().stream()
                .map(each -> new Baseline(
                        each.getKey().model(),
                        each.getKey().explainer(),
                        each.getKey().simulator(),
                        each.getKey().measure(),
                        each.getValue(),
                        own.getOrDefault(each.getKey(), none)))
                .toList();
    }
}
