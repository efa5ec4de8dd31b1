package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Scored explanations by score; of several candidates of one recipe, the one that is best on the calibration split. A page is found by the last row of the one before, so that it takes as long as the first
 * and shows nothing twice while rows arrive.
 */
@ApplicationScoped
public class Ranking {

    /** Which scores come first. */
    public enum Order {
        BEST("desc", "<"),
        WORST("asc", ">");

        private final String direction;
        private final String behind;

        Order(String direction, String behind) {
            this.direction = direction;
            this.behind = behind;
        }
    }

    private static final String ROWS =
            """
            select s.id, s.model, s.layer, s.site, s.neuronIndex, s.score, s.undefined, s.explanation, s.kind,
                left(e.text, %d), s.explainerName, s.explainerDigest, s.explainerMethod,
                s.simulatorName, s.simulatorDigest, s.simulatorMethod, s.activations, s.simulation, e.candidate
            from Scores s left join Explanation e on e.id = s.explanation
            where %s and %s order by %s
            """;

    /** What one neuron may have of scored explanations, on average of those that are asked for at once. */
    private static final int MOST_OF_A_NEURON = 50;

    private final Database database;

    Ranking(Database database) {
        this.database = database;
    }

    /**
     * A page of the ranking; undefined scores come last, by neuron.
     *
     * @param limit the most rows
     * @param after the {@code next} of the page before, or null for the first
     * @throws IllegalArgumentException if {@code after} is something else
     */
    public Uni<Page<ScoredExplanation>> page(Selection selection, Order order, int limit, String after) {
        RankingCursor cursor = after == null ? null : RankingCursor.parse(after);
        // One more than asked for tells whether there is a next page.
        int wanted = limit + 1;
        return database.read(session -> defined(session, selection, order, wanted, cursor)
                        .chain(rows -> rows.size() == wanted
                                ? Uni.createFrom().item(rows)
                                : undefined(session, selection, wanted - rows.size(), cursor)
                                        .map(more -> joined(rows, more))))
                .map(rows -> page(rows, limit));
    }

    /**
     * The best scored explanation of each of these neurons that has one.
     *
     * @param neurons of that model, at most some dozens
     */
    Uni<Map<NeuronId, ScoredExplanation>> bestOf(String model, Collection<NeuronId> neurons) {
        if (neurons.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Conditions conditions = new Selection(model, null, null, null).of("s").and("s.score is not null");
        List<String> places = new ArrayList<>();
        for (NeuronId neuron : neurons) {
            int n = places.size();
            places.add("(:layer%1$d, :site%1$d, :index%1$d)".formatted(n));
            conditions
                    .with("layer" + n, neuron.layer())
                    .with("site" + n, neuron.site())
                    .with("index" + n, neuron.index());
        }
        conditions.and("(s.layer, s.site, s.neuronIndex) in (" + String.join(", ", places) + ")");
        return database.read(session ->
                        rows(session, conditions, "s.score desc, s.id desc", MOST_OF_A_NEURON * neurons.size()))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(ScoredExplanation::neuron, row -> row, (best, other) -> best)));
    }

    private static Uni<List<ScoredExplanation>> defined(
            Mutiny.StatelessSession session, Selection selection, Order order, int limit, RankingCursor cursor) {
        if (cursor != null && cursor.score() == null) {
            return Uni.createFrom().item(List.of());
        }
        Conditions conditions = selection.ofResults("s").and("s.score is not null");
        if (cursor != null) {
            conditions
                    .and("(s.score, s.id) " + order.behind + " (:score, :id)")
                    .with("score", cursor.score())
                    .with("id", cursor.id());
        }
        return rows(session, conditions, "s.score " + order.direction + ", s.id " + order.direction, limit);
    }

    private static Uni<List<ScoredExplanation>> undefined(
            Mutiny.StatelessSession session, Selection selection, int limit, RankingCursor cursor) {
        Conditions conditions = selection.ofResults("s").and("s.score is null");
        if (cursor != null && cursor.score() == null) {
            conditions
                    .and("(s.model, s.layer, s.site, s.neuronIndex, s.id) > (:cModel, :cLayer, :cSite, :cIndex, :id)")
                    .with("cModel", cursor.neuron().model())
                    .with("cLayer", cursor.neuron().layer())
                    .with("cSite", cursor.neuron().site())
                    .with("cIndex", cursor.neuron().index())
                    .with("id", cursor.id());
        }
        return rows(session, conditions, "s.model, s.layer, s.site, s.neuronIndex, s.id", limit);
    }

    private static Uni<List<ScoredExplanation>> rows(
            Mutiny.StatelessSession session, Conditions conditions, String order, int limit) {
        String hql = ROWS.formatted(ScoredExplanation.LONGEST_TEXT, conditions, BestCandidate.CONDITION, order);
        return conditions
                .query(session, hql, Object[].class)
                .setMaxResults(limit)
                .getResultList()
                .map(rows -> rows.stream().map(Ranking::row).toList());
    }

    private static ScoredExplanation row(Object[] row) {
        return new ScoredExplanation(
                new NeuronId((String) row[1], (int) row[2], (String) row[3], (int) row[4]),
                new Score((Double) row[5], (String) row[6]),
                (UUID) row[7],
                (Integer) row[18],
                (String) row[8],
                (String) row[9],
                new RecipeRef((String) row[10], (String) row[11], (String) row[12]),
                new RecipeRef((String) row[13], (String) row[14], (String) row[15]),
                (UUID) row[16],
                (UUID) row[17],
                (UUID) row[0]);
    }

    private static List<ScoredExplanation> joined(List<ScoredExplanation> rows, List<ScoredExplanation> more) {
        List<ScoredExplanation> all = new ArrayList<>(rows);
        all.addAll(more);
        return all;
    }

    private static Page<ScoredExplanation> page(List<ScoredExplanation> rows, int limit) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(
                rows.subList(0, limit),
                RankingCursor.behind(rows.get(limit - 1)).toString());
    }
}
