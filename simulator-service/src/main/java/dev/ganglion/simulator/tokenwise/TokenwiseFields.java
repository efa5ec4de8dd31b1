package dev.ganglion.simulator.tokenwise;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Split;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.simulator.Scope;
import java.util.List;
import java.util.Set;

/**
 * The recipe's fields that all methods of this kind have.
 *
 * @param attempts how often a question is asked before a format failure is final
 */
public record TokenwiseFields(Scope scope, ModelSettings model, int attempts, Calibration calibration) {

    /** Test excerpts are kept back: nobody pays for them unasked. */
    private static final List<Split> SPLITS = List.of(Split.CALIBRATION, Split.VALID);

    private static final int MOST_ATTEMPTS = 10;

    /**
     * Reads a recipe's fields.
     *
     * @param kinds null for words; no method of this kind can work with tables
     * @param explainers null for all
     * @param splits null for calibration and valid
     * @param attempts 1 to 10
     * @param calibration null for none
     * @throws IllegalArgumentException with one sentence, if the fields make no sense
     */
    public static TokenwiseFields of(
            List<ExplanationKind> kinds,
            List<String> explainers,
            List<Split> splits,
            ModelSettings model,
            int attempts,
            Calibration calibration) {
        if (model == null) {
            throw new IllegalArgumentException("missing field \"model\"");
        }
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("field \"attempts\" must be 1 to " + MOST_ATTEMPTS);
        }
        Scope scope = Scope.of(kinds, explainers, splits == null ? SPLITS : splits, Set.of(ExplanationKind.WORDS));
        Calibration chosen = calibration == null ? Calibration.NONE : calibration;
        if (chosen != Calibration.NONE && !scope.splits().contains(Split.CALIBRATION)) {
            throw new IllegalArgumentException(
                    "field \"calibration\": it is learnt from the split calibration, which \"splits\" must name");
        }
        return new TokenwiseFields(scope, model, attempts, chosen);
    }
}
