package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ConfidenceInterval;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Split;
import dev.ganglion.scorer.viewer.ScoreAxis.Baseline;
import java.util.List;

/**
 * A score and what it means.
 *
 * @param number two decimals, or null if undefined
 * @param reason why it is undefined, or null
 * @param interval a sentence with both ends, or why there is none; null if the scorer knew no intervals
 * @param meaning one or two sentences
 * @param axis null if undefined
 * @param recipes what made it
 * @param measures all measures of all splits
 */
record ScoreView(
        String number,
        String reason,
        String interval,
        String meaning,
        ScoreAxis axis,
        String recipes,
        List<Measure> measures) {

    private static final int LONGEST_NAME = 100;

    record Measure(
            String split,
            String on,
            int excerpts,
            int failures,
            int tokens,
            String correlation,
            String interval,
            String rSquared,
            String deviation) {}

    static ScoreView of(Scores shown, List<Baseline> baselines) {
        SplitScores ranked = ranked(shown);
        Score score = ranked.correlation();
        return new ScoreView(
                score.value() == null ? null : Figures.decimal(score.value()),
                score.undefined() == null ? null : ShownText.prose(score.undefined(), LONGEST_NAME),
                band(ranked.correlationInterval()),
                meaning(ranked),
                score.value() == null ? null : ScoreAxis.of(score.value(), ranked.correlationInterval(), baselines),
                recipes(shown.explainer(), shown.simulator()),
                shown.scores().stream().map(ScoreView::measure).toList());
    }

    /** The scores that rank: on the valid split, over top and random excerpts. */
    static SplitScores ranked(Scores scores) {
        return scores.on(Split.VALID, ScoredOn.TOP_AND_RANDOM).orElseGet(() -> {
            Score none = Score.undefined("not scored on the valid split");
            return new SplitScores(Split.VALID, ScoredOn.TOP_AND_RANDOM, 0, 0, none, none, none);
        });
    }

    static String recipes(RecipeRef explainer, RecipeRef simulator) {
        return ShownText.prose(explainer.pinned(), LONGEST_NAME) + " → "
                + ShownText.prose(simulator.pinned(), LONGEST_NAME);
    }

    private static String meaning(SplitScores ranked) {
        String on = "on " + Figures.count(ranked.excerpts(), "excerpt") + " that the explainer did not see"
                + (ranked.failures() == 0
                        ? ""
                        : " (" + Figures.count(ranked.failures()) + " more could not be simulated)");
        return ranked.correlation().value() == null
                ? "There is no score " + on + "."
                : "Correlation of simulated with actual activations, over " + Figures.count(ranked.tokens(), "token")
                        + " " + on
                        + ". 1: the simulation rises and falls exactly as the neuron does. 0: it tells nothing.";
    }

    private static String band(ConfidenceInterval interval) {
        if (interval == null) {
            return null;
        }
        return interval.low() == null
                ? "There is no interval: " + ShownText.prose(interval.undefined(), LONGEST_NAME) + "."
                : "Band: 95 % interval, " + interval(interval)
                        + "; of simulated neurons such bands hold the true score in 90 to 100 of 100 cases.";
    }

    private static String interval(ConfidenceInterval interval) {
        return interval.low() == null
                ? "none: " + ShownText.prose(interval.undefined(), LONGEST_NAME)
                : Figures.decimal(interval.low()) + " to " + Figures.decimal(interval.high());
    }

    private static Measure measure(SplitScores scores) {
        return new Measure(
                scores.split().toString(),
                scores.on().toString(),
                scores.excerpts(),
                scores.failures(),
                scores.tokens(),
                text(scores.correlation()),
                scores.correlationInterval() == null ? "" : interval(scores.correlationInterval()),
                text(scores.rSquared()),
                text(scores.absoluteDeviationExplained()));
    }

    private static String text(Score score) {
        return score.value() == null
                ? ShownText.prose(score.undefined(), LONGEST_NAME)
                : Figures.decimal(score.value());
    }
}
