package dev.ganglion.events;

import static dev.ganglion.events.ExcerptSet.QUANTILE;
import static dev.ganglion.events.ExcerptSet.RANDOM;
import static dev.ganglion.events.ExcerptSet.TOP;
import static dev.ganglion.events.GoldenEvents.ACTIVATIONS;
import static dev.ganglion.events.GoldenEvents.EXPLAINER;
import static dev.ganglion.events.GoldenEvents.EXPLANATION;
import static dev.ganglion.events.GoldenEvents.MAXIMUM;
import static dev.ganglion.events.GoldenEvents.NEURON;
import static dev.ganglion.events.GoldenEvents.SCORES;
import static dev.ganglion.events.GoldenEvents.SIMULATION;
import static dev.ganglion.events.GoldenEvents.SIMULATOR;
import static dev.ganglion.events.GoldenEvents.WORDS;

import dev.ganglion.events.Judgements.JudgedExcerpt;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import java.util.List;

/** What the golden files of judgements and failures say, as records. */
final class GoldenJudgements {

    private static final RecipeRef JUDGE = new RecipeRef("detection", SIMULATOR.digest(), "detection");

    private GoldenJudgements() {}

    static Simulation simulation() {
        return simulation(
                new Judgements(
                        1.234567890123,
                        0.6172839450615,
                        5,
                        21,
                        20,
                        List.of(
                                new JudgedExcerpt("1204/0", TOP, Split.VALID, 10.1, true, true, 0.9987),
                                new JudgedExcerpt("7/2", QUANTILE, Split.NONE, 2.5, true, false, null),
                                new JudgedExcerpt("90210/511", RANDOM, Split.TEST, -0.17, false, false, 1e-7))),
                List.of(),
                List.of(new FailedExcerpt("8/11", RANDOM, Split.NONE, "the answer has 4 values, not 5")));
    }

    static Simulation failedSimulation() {
        return simulation(
                null,
                List.of(new SimulatedExcerpt(
                        "1204/0", TOP, Split.VALID, ActivationValues.of(9.5f, -0.17f), ActivationValues.of(0, 0.003f))),
                List.of(
                        new FailedExcerpt("90210/511", RANDOM, Split.CALIBRATION, "the answer was cut short “日本”"),
                        new FailedExcerpt("90210/512", TOP, Split.TEST, "")));
    }

    static Scores scores() {
        return scores(
                List.of(),
                new JudgementScores(
                        1.234567890123,
                        0.6172839450615,
                        20,
                        19,
                        16,
                        3,
                        5,
                        Estimate.of(0.8210526315789474, 0.7, 0.93),
                        Estimate.of(1, 1, 1),
                        Estimate.of(0.8421052631578947, 0.6243, 0.9448),
                        Estimate.of(0.8, 0.5840, 0.9193),
                        Estimate.undefined("nothing was judged to fire")));
    }

    static Scores failedScores() {
        return scores(
                List.of(new SplitScores(
                        Split.VALID,
                        ScoredOn.TOP_AND_RANDOM,
                        8,
                        504,
                        Score.of(0.25),
                        Score.of(-2.5),
                        Score.undefined("never fires"),
                        2)),
                null);
    }

    private static Simulation simulation(
            Judgements judgements, List<SimulatedExcerpt> simulated, List<FailedExcerpt> failures) {
        return new Simulation(
                SIMULATION,
                NEURON,
                ACTIVATIONS,
                EXPLANATION,
                ExplanationKind.WORDS,
                WORDS,
                EXPLAINER,
                judgements == null ? SIMULATOR : JUDGE,
                judgements == null ? ActivationScale.NEURON_ACTIVATIONS : null,
                MAXIMUM,
                simulated,
                judgements,
                failures);
    }

    private static Scores scores(List<SplitScores> splits, JudgementScores judgements) {
        return new Scores(
                SCORES,
                NEURON,
                ACTIVATIONS,
                EXPLANATION,
                SIMULATION,
                ExplanationKind.WORDS,
                EXPLAINER,
                judgements == null ? SIMULATOR : JUDGE,
                "1",
                splits,
                judgements);
    }
}
