package dev.ganglion.scorer.results;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Of several candidates of one recipe, scored under one simulator recipe, the best on the calibration split alone, as {@link
 * Candidates} says; where none has a score there, the first stands for them. Every other score passes.
 */
final class BestCandidate {

    /** What holds of the row {@code s} of scores. */
    static final String CONDITION =
            """
            not exists (select 1 from Scores b
                where b.model = s.model and b.layer = s.layer and b.site = s.site and b.neuronIndex = s.neuronIndex
                and b.activations = s.activations and b.explainerDigest = s.explainerDigest
                and b.simulatorDigest = s.simulatorDigest and b.explanation <> s.explanation
                and (coalesce(b.calibration, -2.0) > coalesce(s.calibration, -2.0)
                    or coalesce(b.calibration, -2.0) = coalesce(s.calibration, -2.0)
                    and (%1$s < %2$s or %1$s = %2$s and b.explanation < s.explanation)))
            """
                    .formatted(ordinal("b"), ordinal("s"));

    private static final String EVERY_ROW = "1 = 1";

    private BestCandidate() {}

    /** {@link #CONDITION}, or one that is always true where no recipe has several candidates: the difference is a second. */
    static Uni<String> condition(Mutiny.StatelessSession session, String model) {
        Conditions several = new Conditions().and("(e.candidate > 0 or e.parent is not null)");
        if (model != null) {
            several.and("e.model = :model", "model", model);
        }
        return several.query(session, "select e.id from Explanation e where " + several, UUID.class)
                .setMaxResults(1)
                .getResultList()
                .map(found -> found.isEmpty() ? EVERY_ROW : CONDITION);
    }

    /** An explanation that has not arrived comes last. */
    private static String ordinal(String scores) {
        return "coalesce((select e%1$s.candidate from Explanation e%1$s where e%1$s.id = %1$s.explanation), 2147483647)"
                .formatted(scores);
    }
}
