package dev.ganglion.scorer.results;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts what there is. */
@ApplicationScoped
public class Counting {

    /** Reasons are ours and few; a foreign scorer's might not be. */
    private static final int MOST_REASONS = 50;

    private final Database database;

    Counting(Database database) {
        this.database = database;
    }

    public Uni<Counts> of(Selection selection) {
        Conditions neurons = selection.of("r");
        Conditions explanations = selection.ofExplanations("r");
        Conditions results = selection.ofResults("r");
        return database.read(session -> Uni.combine()
                .all()
                .unis(
                        count(
                                session,
                                neurons,
                                "select count(*) from (select distinct r.model as model, r.layer as layer, r.site as site,"
                                        + " r.neuronIndex as neuronIndex from NeuronRecord r where %s) n"),
                        count(session, neurons, "select count(*) from NeuronRecord r where %s"),
                        count(session, explanations, "select count(*) from Explanation r where %s"),
                        count(
                                session,
                                results,
                                "select count(*) from Simulation r where %s and r.explanationOf is null"),
                        results.query(
                                        session,
                                        "select count(*), count(r.score) from Scores r where " + results,
                                        Object[].class)
                                .getSingleResult(),
                        reasons(session, results),
                        mean(session, selection),
                        count(session, results, "select count(*) from JudgementScores r where %s"),
                        count(
                                session,
                                DeadLetterFilter.of(DeadLetterFilter.State.OPEN).conditions(),
                                "select count(*) from DeadLetter d left join DeadLetterDecision x on x.id = d.id"
                                        + " where %s"))
                .usingConcurrencyOf(1)
                .asTuple()
                .map(all -> new Counts(
                        all.getItem1(),
                        all.getItem2(),
                        all.getItem3(),
                        all.getItem4(),
                        (long) all.getItem5()[0],
                        (long) all.getItem5()[1],
                        all.getItem6(),
                        all.getItem7(),
                        all.getItem8(),
                        all.getItem9())));
    }

    private static Uni<Long> count(Mutiny.StatelessSession session, Conditions conditions, String hql) {
        return conditions.query(session, hql.formatted(conditions), Long.class).getSingleResult();
    }

    private static Uni<Double> mean(Mutiny.StatelessSession session, Selection selection) {
        return BestCandidate.condition(session, selection.model()).chain(best -> {
            Conditions conditions =
                    selection.ofResults("s").and("s.score is not null").and(best);
            return conditions
                    .query(session, "select avg(s.score) from Scores s where " + conditions, Double.class)
                    .getSingleResultOrNull();
        });
    }

    private static Uni<Map<String, Long>> reasons(Mutiny.StatelessSession session, Conditions conditions) {
        String hql = "select r.undefined, count(*) from Scores r where " + conditions
                + " and r.score is null group by r.undefined order by count(*) desc, r.undefined";
        return conditions
                .query(session, hql, Object[].class)
                .setMaxResults(MOST_REASONS)
                .getResultList()
                .map(Counting::byReason);
    }

    private static Map<String, Long> byReason(List<Object[]> rows) {
        Map<String, Long> reasons = new TreeMap<>();
        rows.forEach(row -> reasons.put((String) row[0], (long) row[1]));
        return reasons;
    }
}
