package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which of a neuron's scored explanations is shown first: words before token tables, then the better one on the calibration
 * split. Not on the valid split, whose score is shown: the best of several would be chosen by luck.
 */
final class Preference {

    private static final Comparator<Scores> ORDER = Comparator.comparing(
                    (Scores scores) -> scores.kind() != ExplanationKind.WORDS)
            .thenComparing(Preference::onCalibration, Comparator.reverseOrder())
            .thenComparing(Scores::id);

    private Preference() {}

    /** The one with this id, if it is there, else the preferred one. */
    static Optional<Scores> among(List<Scores> scores, UUID chosen) {
        return scores.stream()
                .filter(each -> each.id().equals(chosen))
                .findFirst()
                .or(() -> scores.stream().min(ORDER));
    }

    private static double onCalibration(Scores scores) {
        return scores.on(Split.CALIBRATION, ScoredOn.TOP_AND_RANDOM)
                .map(split -> split.correlation().value())
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
