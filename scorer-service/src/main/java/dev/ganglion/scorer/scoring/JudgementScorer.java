package dev.ganglion.scorer.scoring;

import dev.ganglion.events.Estimate;
import dev.ganglion.events.JudgementScores;
import dev.ganglion.events.Judgements;
import dev.ganglion.events.Judgements.JudgedExcerpt;
import dev.ganglion.events.Simulation;
import java.util.List;
import java.util.Optional;

/** Scores a simulation by judgements: the measures of {@link Discrimination} over all its excerpts together. */
final class JudgementScorer {

    private JudgementScorer() {}

    /** The scores; those that cannot be computed say why. */
    static JudgementScores score(Simulation simulation) {
        Judgements judgements = simulation.judgements();
        List<JudgedExcerpt> excerpts = judgements.excerpts();
        int positives = (int) excerpts.stream().filter(JudgedExcerpt::fires).count();
        int negatives = excerpts.size() - positives;
        Optional<String> reason = reason(simulation.maximum(), judgements, positives, negatives);
        if (reason.isPresent()) {
            Estimate undefined = Estimate.undefined(reason.get());
            return scores(simulation, positives, negatives, undefined, undefined, undefined, undefined, undefined);
        }
        Discrimination judge = discrimination(excerpts);
        return scores(
                simulation,
                positives,
                negatives,
                judge.balancedAccuracy(),
                judge.auc(),
                judge.precision(),
                judge.recall(),
                judge.f1());
    }

    private static Optional<String> reason(double maximum, Judgements judgements, int positives, int negatives) {
        int atLeast = judgements.atLeast();
        if (maximum <= 0) {
            return Optional.of(Undefined.NEVER_FIRES);
        }
        if (judgements.positives() < atLeast) {
            return Optional.of(Undefined.TOO_FEW_POSITIVES);
        }
        if (judgements.negatives() < atLeast) {
            return Optional.of(Undefined.TOO_FEW_NEGATIVES);
        }
        if (positives < atLeast) {
            return Optional.of(Undefined.TOO_FEW_POSITIVES_JUDGED);
        }
        return negatives < atLeast ? Optional.of(Undefined.TOO_FEW_NEGATIVES_JUDGED) : Optional.empty();
    }

    private static Discrimination discrimination(List<JudgedExcerpt> excerpts) {
        boolean[] fires = new boolean[excerpts.size()];
        boolean[] judged = new boolean[excerpts.size()];
        double[] probabilities = new double[excerpts.size()];
        boolean all = true;
        for (int i = 0; i < fires.length; i++) {
            JudgedExcerpt excerpt = excerpts.get(i);
            fires[i] = excerpt.fires();
            judged[i] = excerpt.judged();
            probabilities[i] = excerpt.probability() == null ? 0 : excerpt.probability();
            all &= excerpt.probability() != null;
        }
        return new Discrimination(fires, judged, all ? probabilities : null);
    }

    private static JudgementScores scores(
            Simulation simulation,
            int positives,
            int negatives,
            Estimate balancedAccuracy,
            Estimate auc,
            Estimate precision,
            Estimate recall,
            Estimate f1) {
        return new JudgementScores(
                simulation.judgements().firesFrom(),
                simulation.judgements().silentBelow(),
                positives,
                negatives,
                judgedToFire(simulation, true),
                judgedToFire(simulation, false),
                simulation.failures().size(),
                balancedAccuracy,
                auc,
                precision,
                recall,
                f1);
    }

    private static int judgedToFire(Simulation simulation, boolean firing) {
        return (int) simulation.judgements().excerpts().stream()
                .filter(excerpt -> excerpt.judged() && excerpt.fires() == firing)
                .count();
    }
}
