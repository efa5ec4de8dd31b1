package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Estimate;
import dev.ganglion.events.JudgementScores;
import dev.ganglion.events.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a judge that knew only the explanation told excerpts apart.
 *
 * @param recipe the judge's
 * @param facts what was judged, in a sentence
 * @param rows one for each measure
 */
record JudgementView(String recipe, String facts, List<Row> rows) {

    private static final int LONGEST_NAME = 100;

    /**
     * @param value two decimals, or {@code undefined}
     * @param interval both ends, or why there is no value
     */
    record Row(String name, String value, String interval, String meaning) {}

    static JudgementView of(Scores scores) {
        JudgementScores judged = scores.judgements();
        return new JudgementView(
                ShownText.prose(scores.simulator().pinned(), LONGEST_NAME),
                facts(judged),
                List.of(
                        row(
                                "balanced accuracy",
                                judged.balancedAccuracy(),
                                "share of right judgements, firing and silent excerpts weighing the same; 0.5 is chance"),
                        row(
                                "AUC",
                                judged.auc(),
                                "how often a firing excerpt was thought likelier to fire than a silent one; 0.5 is chance"),
                        row("precision", judged.precision(), "of those judged to fire, the share that does"),
                        row("recall", judged.recall(), "of those that fire, the share that was found"),
                        row("F1", judged.f1(), "harmonic mean of precision and recall")));
    }

    private static String facts(JudgementScores judged) {
        List<String> facts = new ArrayList<>();
        facts.add(Figures.count(judged.positives()) + " firing (from " + Figures.activation(judged.firesFrom()) + "), "
                + Figures.count(judged.truePositives()) + " found");
        facts.add(Figures.count(judged.negatives()) + " silent (below " + Figures.activation(judged.silentBelow())
                + "), " + Figures.count(judged.falsePositives()) + " taken for firing");
        if (judged.failures() > 0) {
            facts.add(Figures.count(judged.failures()) + " could not be judged, and are in no number");
        }
        return String.join("; ", facts);
    }

    private static Row row(String name, Estimate estimate, String meaning) {
        return estimate.value() == null
                ? new Row(name, "undefined", ShownText.prose(estimate.undefined(), LONGEST_NAME), meaning)
                : new Row(
                        name,
                        Figures.decimal(estimate.value()),
                        Figures.decimal(estimate.low()) + " to " + Figures.decimal(estimate.high()),
                        meaning);
    }
}
