package dev.ganglion.scorer.results;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists the dead letters, and says what has become of them. */
@ApplicationScoped
public class DeadLetterList {

    private static final Pattern PLACE = Pattern.compile("([a-z.-]{1,100})/(\\d{1,9})/(\\d{1,18})");

    private static final String LETTERS =
            "select d, x from DeadLetter d left join DeadLetterDecision x on x.id = d.id where ";
    private static final String OPEN = "open";

    private final Database database;

    DeadLetterList(Database database) {
        this.database = database;
    }

    /**
     * A page of those that the filter lets through, by topic, partition and offset.
     *
     * @param after the {@code next} of the page before, or null for the first
     * @throws IllegalArgumentException if {@code after} is something else
     */
    public Uni<Page<DeadLetter>> page(DeadLetterFilter filter, int limit, String after) {
        Conditions conditions = filter.conditions();
        if (after != null) {
            Matcher place = PLACE.matcher(after);
            if (!place.matches()) {
                throw new IllegalArgumentException("after must be the \"next\" of the page before");
            }
            conditions
                    .and("(d.topic, d.partition, d.offset) > (:cTopic, :cPartition, :cOffset)")
                    .with("cTopic", place.group(1))
                    .with("cPartition", Integer.parseInt(place.group(2)))
                    .with("cOffset", Long.parseLong(place.group(3)));
        }
        String hql = LETTERS + conditions + " order by d.topic, d.partition, d.offset";
        return database.read(session -> conditions
                        .query(session, hql, Object[].class)
                        .setMaxResults(limit + 1)
                        .getResultList())
                .map(rows -> rows.stream().map(DeadLetterList::deadLetter).toList())
                .map(letters -> page(letters, limit));
    }

    /**
     * One dead letter.
     *
     * @param id {@code topic/partition/offset}
     * @return null if there is none
     */
    public Uni<DeadLetter> find(String id) {
        Conditions conditions = new Conditions().and("d.id = :id", "id", id);
        return database.read(session -> conditions
                        .query(session, LETTERS + conditions, Object[].class)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : deadLetter(row));
    }

    private static Page<DeadLetter> page(List<DeadLetter> letters, int limit) {
        if (letters.size() <= limit) {
            return new Page<>(letters, null);
        }
        DeadLetter last = letters.get(limit - 1);
        return new Page<>(letters.subList(0, limit), last.topic() + "/" + last.partition() + "/" + last.offset());
    }

    private static DeadLetter deadLetter(Object[] columns) {
        DeadLetterRow row = (DeadLetterRow) columns[0];
        DeadLetterDecisionRow decision = (DeadLetterDecisionRow) columns[1];
        boolean decided = decision != null && decision.outcome != null;
        return new DeadLetter(
                row.topic,
                row.partition,
                row.offset,
                row.recordKey,
                row.reason,
                row.error,
                row.consumerGroup,
                row.recipe,
                row.attempt,
                row.putAt,
                decided ? decision.outcome : OPEN,
                decided ? new DeadLetter.Decision(decision.replay, decision.decidedAt) : null,
                new DeadLetter.Place(row.fromTopic, row.fromPartition, row.fromOffset),
                row.bytes,
                new String(row.valueStart, StandardCharsets.UTF_8));
    }
}
