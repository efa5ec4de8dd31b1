package dev.ganglion.scorer.results;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Why records could not be processed, and how many for each reason. */
@ApplicationScoped
public class FailureReasons {

    private static final int MOST = 100;

    private static final String REASONS =
            """
            select d.topic, d.fromTopic, d.consumerGroup, d.recipe, d.reason, count(*), max(d.putAt), min(d.id)
            from DeadLetter d left join DeadLetterDecision x on x.id = d.id where %s
            group by d.topic, d.fromTopic, d.consumerGroup, d.recipe, d.reason
            order by count(*) desc, d.topic, d.reason
            """;

    private final Database database;

    FailureReasons(Database database) {
        this.database = database;
    }

    /**
     * Dead letters with one reason.
     *
     * @param topic that they are on
     * @param from the topic that they were read from
     * @param last when the last of them was put there; null if unknown
     * @param example the place of one of them: {@code topic/partition/offset}
     */
    public record FailureReason(
            String topic,
            String from,
            String group,
            String recipe,
            String reason,
            long deadLetters,
            Instant last,
            String example) {}

    /** The most frequent ones, at most a hundred. */
    public Uni<List<FailureReason>> of(DeadLetterFilter filter) {
        Conditions conditions = filter.conditions();
        return database.read(session -> conditions
                        .query(session, REASONS.formatted(conditions), Object[].class)
                        .setMaxResults(MOST)
                        .getResultList())
                .map(rows -> rows.stream().map(FailureReasons::reason).toList());
    }

    private static FailureReason reason(Object[] row) {
        return new FailureReason(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (long) row[5],
                (Instant) row[6],
                (String) row[7]);
    }
}
