package dev.ganglion.scorer.results.search;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Finds explanations by their words, their recipes and their scores. Nothing is gone through that does not match: whatever is
 * filtered by is a term of one index, and so is the hundredth that the score is in. May be called from any thread.
 */
@ApplicationScoped
public class ExplanationSearch {

    /** Of how many matches with the best scores those are shown whose text matches best. */
    public static final int MOST_RANKED = 1000;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /**
     * {@code $1}: words for {@code to_tsquery}, or null; {@code $2}: filters as search_matches takes terms; {@code $3} to
     * {@code $9} as it has them; {@code $10}: how many rows. {@code %1$s}: the rank; {@code %2$s}: a condition; {@code %3$s}: the
     * order.
     */
    private static final String PAGE =
            """
            with asked as (
                select words, projection.search_terms(words, $2) as terms
                from to_tsquery('projection.explanation_text', $1) words
            ), ranked as (
                select f.id as entry, f.score as entry_score, f.explanation, f.scores, %1$s as rank
                from asked, projection.search_matches(asked.terms, $3, $4, $5, $6, $7, $8, $9) f
            ), page as (
                select * from ranked where %2$s order by %3$s limit $10
            )
            select p.entry, p.entry_score, p.rank, e.model, e.layer, e.site, e.neuron_index, e.id, e.candidate, e.kind,
                left(e.text, %4$d),
                ts_headline('projection.explanation_text', left(e.text, %4$d), asked.words, '%5$s'),
                e.recipe_name, e.recipe_digest, e.recipe_method,
                s.id, s.undefined, s.simulator_name, s.simulator_digest, s.simulator_method
            from asked, page p join projection.explanation e on e.id = p.explanation
            left join projection.scores s on s.id = p.scores
            order by %3$s
            """;

    private static final String BY_RANK = "rank desc, entry_score desc nulls last, entry desc";
    private static final String BEST_FIRST =
            "entry_score desc nulls last, case when entry_score is not null then entry end desc, entry";
    private static final String WORST_FIRST = "entry_score nulls last, entry";

    private static final String RANKED = page(
            "ts_rank_cd(f.words, asked.words, 1)",
            "$11::real is null or (rank, coalesce(entry_score, -2), entry) < ($11, $12, $13)",
            BY_RANK);
    private static final String BEST = page("0::real", "true", BEST_FIRST);
    private static final String WORST = page("0::real", "true", WORST_FIRST);

    private static final String WAITING = "select coalesce(max(id) - min(id) + 1, 0) from projection.search_queue";

    private final Pool database;
    private final Corrections corrections;

    ExplanationSearch(Pool database, Corrections corrections) {
        this.database = database;
        this.corrections = corrections;
    }

    private static String page(String rank, String condition, String order) {
        return PAGE.formatted(rank, condition, order, FoundExplanation.LONGEST_TEXT, Highlights.OPTIONS);
    }

    /**
     * A page of what matches.
     *
     * @param order by relevance only if there are words, else the best first
     * @param limit the most rows
     * @param after the {@code next} of the page before, or null for the first
     * @throws IllegalArgumentException if {@code after} is something else
     */
    public Uni<FoundExplanations> page(ExplanationFilter filter, SearchOrder order, int limit, String after) {
        SearchCursor cursor = after == null ? null : SearchCursor.parse(after);
        List<String> words = filter.words() == null ? List.of() : SearchWords.of(filter.words());
        SearchOrder possible = words.isEmpty() && order == SearchOrder.RELEVANCE ? SearchOrder.BEST : order;
        return corrections
                .of(words)
                .chain(corrected -> Uni.combine()
                        .all()
                        .unis(rows(filter, SearchQuery.words(words, corrected), possible, limit + 1, cursor), waiting())
                        .with((rows, waiting) -> page(rows, corrected, waiting, possible, limit)))
                .ifNoItem()
                .after(LONGEST)
                .failWith(() -> new TimeoutException("no answer within " + LONGEST.toSeconds() + " s"));
    }

    private Uni<RowSet<Row>> rows(
            ExplanationFilter filter, String words, SearchOrder order, int limit, SearchCursor cursor) {
        boolean ranked = order == SearchOrder.RELEVANCE;
        Tuple parameters = Tuple.tuple()
                .addString(words)
                .addString(SearchQuery.filters(filter))
                .addInteger(ranked ? MOST_RANKED : limit)
                .addBoolean(order != SearchOrder.WORST)
                .addDouble(filter.minScore() == null ? -1 : filter.minScore())
                .addDouble(filter.maxScore() == null ? 1 : filter.maxScore())
                .addBoolean(filter.takesUnscored())
                .addDouble(ranked || cursor == null ? null : cursor.score())
                .addUUID(ranked || cursor == null ? null : cursor.id())
                .addInteger(limit);
        if (ranked) {
            parameters.addFloat(cursor == null ? null : cursor.rank());
            parameters.addDouble(cursor == null ? null : cursor.score() == null ? Double.valueOf(-2) : cursor.score());
            parameters.addUUID(cursor == null ? null : cursor.id());
        }
        return database.preparedQuery(ranked ? RANKED : order == SearchOrder.BEST ? BEST : WORST)
                .execute(parameters);
    }

    private Uni<Long> waiting() {
        return database.preparedQuery(WAITING)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static FoundExplanations page(
            RowSet<Row> rows, Map<String, List<String>> corrected, long waiting, SearchOrder order, int limit) {
        List<FoundExplanation> found = new ArrayList<>();
        String next = null;
        SearchCursor last = null;
        for (Row row : rows) {
            if (found.size() == limit) {
                next = last.toString();
                break;
            }
            found.add(found(row));
            last = new SearchCursor(
                    order == SearchOrder.RELEVANCE ? row.getFloat(2) : 0, row.getDouble(1), row.getUUID(0));
        }
        return new FoundExplanations(List.copyOf(found), corrected, waiting, next);
    }

    private static FoundExplanation found(Row row) {
        boolean scored = row.getUUID(15) != null;
        String text = row.getString(10);
        return new FoundExplanation(
                new NeuronId(row.getString(3), row.getInteger(4), row.getString(5), row.getInteger(6)),
                scored ? new Score(row.getDouble(1), row.getString(16)) : null,
                row.getUUID(7),
                row.getInteger(8),
                row.getString(9),
                text,
                Highlights.in(text, row.getString(11)),
                new RecipeRef(row.getString(12), row.getString(13), row.getString(14)),
                scored ? new RecipeRef(row.getString(17), row.getString(18), row.getString(19)) : null,
                row.getUUID(15));
    }
}
