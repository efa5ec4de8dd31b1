package dev.ganglion.scorer.scoring;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.ConfidenceInterval;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Identity;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import dev.ganglion.scorer.scoring.ExcerptBootstrap.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Scores a simulation. One by judgements is scored by {@link JudgementScorer}.
 *
 * <p>Simulated activations are scored as in the paper ("Scoring explanations"): the measures of {@link Agreement} over the tokens of several
 * excerpts put one behind the other, position 0 of each left out; for each split that nothing was shown of, over its top
 * and random excerpts together and apart. Beside each correlation on the split that is reported is the interval of {@link ExcerptBootstrap}; for the others it
 * would cost time and be read by nobody. Excerpts that could not be simulated are in no score, and counted beside it.
 *
 * <p>Correlation does not depend on the unit. The other two measures compare values as they are, as the reference does: a
 * simulation in {@code simulated_normalized_activations} (0 to 10) is not brought into the neuron's unit, and so mostly
 * has a negative r².
 *
 * <p>Stateless; safe for use by many threads.
 */
public final class Scorer {

    /** Part of the scores' identity: raise it when any number changes. */
    public static final String VERSION = "3";

    /** With fewer excerpts than this there is no score. */
    public static final int FEWEST_EXCERPTS = 2;

    private static final List<Split> SPLITS = List.of(Split.CALIBRATION, Split.VALID, Split.TEST);

    /** The scores of every split; those that cannot be computed say why. */
    public Scores score(Simulation simulation) {
        boolean judged = simulation.judgements() != null;
        return new Scores(
                Identity.scores(simulation.id(), VERSION),
                simulation.neuron(),
                simulation.activations(),
                simulation.explanation(),
                simulation.id(),
                simulation.kind(),
                simulation.explainer(),
                simulation.simulator(),
                VERSION,
                judged ? List.of() : splits(simulation),
                judged ? JudgementScorer.score(simulation) : null);
    }

    private static List<SplitScores> splits(Simulation simulation) {
        List<SplitScores> scores = new ArrayList<>();
        for (Split split : SPLITS) {
            for (ScoredOn on : ScoredOn.values()) {
                scores.add(score(simulation, split, on));
            }
        }
        return scores;
    }

    private static SplitScores score(Simulation simulation, Split split, ScoredOn on) {
        List<SimulatedExcerpt> excerpts = simulation.excerpts().stream()
                .filter(excerpt -> excerpt.split() == split && isIn(on, excerpt.set()) && counted(excerpt) > 0)
                .toList();
        int tokens = sum(excerpts, Scorer::counted);
        int failures = (int) simulation.failures().stream()
                .filter(failed -> failed.split() == split && isIn(on, failed.set()))
                .count();
        if (simulation.maximum() <= 0 || excerpts.size() < FEWEST_EXCERPTS) {
            Score undefined =
                    Score.undefined(simulation.maximum() <= 0 ? Undefined.NEVER_FIRES : Undefined.TOO_FEW_EXCERPTS);
            return new SplitScores(split, on, excerpts.size(), tokens, undefined, undefined, undefined, failures);
        }
        Agreement agreement = new Agreement(
                concatenated(excerpts, SimulatedExcerpt::actual), concatenated(excerpts, SimulatedExcerpt::simulated));
        Score correlation = agreement.correlation();
        return new SplitScores(
                split,
                on,
                excerpts.size(),
                tokens,
                correlation,
                agreement.rSquared(),
                agreement.absoluteDeviationExplained(),
                failures,
                correlation.value() == null || split != Split.VALID
                        ? null
                        : interval(correlation.value(), excerpts, on, simulation.id()));
    }

    /** The same simulation has the same interval, whoever scores it and whenever. */
    private static ConfidenceInterval interval(
            double correlation, List<SimulatedExcerpt> excerpts, ScoredOn on, UUID simulation) {
        List<List<Tokens>> kinds = Stream.of(ExcerptSet.TOP, ExcerptSet.RANDOM)
                .filter(kind -> isIn(on, kind))
                .map(kind -> excerpts.stream()
                        .filter(excerpt -> excerpt.set() == kind)
                        .map(excerpt -> new Tokens(
                                concatenated(List.of(excerpt), SimulatedExcerpt::actual),
                                concatenated(List.of(excerpt), SimulatedExcerpt::simulated)))
                        .toList())
                .toList();
        return ExcerptBootstrap.interval(
                correlation, kinds, simulation.getMostSignificantBits() ^ simulation.getLeastSignificantBits());
    }

    private static double[] concatenated(
            List<SimulatedExcerpt> excerpts, Function<SimulatedExcerpt, ActivationValues> of) {
        double[] values = new double[sum(excerpts, Scorer::counted)];
        int at = 0;
        for (SimulatedExcerpt excerpt : excerpts) {
            ActivationValues activations = of.apply(excerpt);
            for (int i = Excerpt.FIRST_COUNTED; i < activations.size(); i++) {
                values[at++] = activations.get(i);
            }
        }
        return values;
    }

    private static boolean isIn(ScoredOn on, ExcerptSet set) {
        return switch (on) {
            case TOP -> set == ExcerptSet.TOP;
            case RANDOM -> set == ExcerptSet.RANDOM;
            case TOP_AND_RANDOM -> set == ExcerptSet.TOP || set == ExcerptSet.RANDOM;
        };
    }

    /** How many of its positions count. */
    private static int counted(SimulatedExcerpt excerpt) {
        return Math.max(0, excerpt.actual().size() - Excerpt.FIRST_COUNTED);
    }

    private static int sum(List<SimulatedExcerpt> excerpts, ToIntFunction<SimulatedExcerpt> of) {
        return excerpts.stream().mapToInt(of).sum();
    }
}
