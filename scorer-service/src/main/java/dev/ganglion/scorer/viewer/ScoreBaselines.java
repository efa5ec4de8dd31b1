package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Scores;
import dev.ganglion.scorer.results.Baseline;
import dev.ganglion.scorer.results.BaselineScore;
import dev.ganglion.scorer.results.KnownNeuron;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a score is to be read against: the token table of the same neuron, and explanations that have nothing to do with it. */
final class ScoreBaselines {

    private static final String TOKEN_LOOKUP = "token-lookup";
    private static final String CORRELATION = "correlation";

    private ScoreBaselines() {}

    /**
     * Those that there are.
     *
     * @param chance what explanations of other neurons reach, over all neurons
     */
    static List<ScoreAxis.Baseline> of(KnownNeuron known, Scores shown, List<Baseline> chance) {
        List<ScoreAxis.Baseline> baselines = new ArrayList<>();
        if (!isTokenLookup(shown)) {
            known.scores().stream()
                    .filter(ScoreBaselines::isTokenLookup)
                    .filter(scores -> scores.activations().equals(shown.activations()))
                    .map(scores -> ScoreView.ranked(scores).correlation().value())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(score -> baselines.add(new ScoreAxis.Baseline(score, "token table")));
        }
        lent(known, shown)
                .ifPresentOrElse(mean -> baselines.add(new ScoreAxis.Baseline(mean, "chance")), () -> chance.stream()
                        .filter(each -> isOf(each, shown) && each.lent().mean() != null)
                        .findFirst()
                        .ifPresent(each ->
                                baselines.add(new ScoreAxis.Baseline(each.lent().mean(), "chance"))));
        return baselines;
    }

    /** The mean of what other neurons' explanations reach on this neuron under the same simulator. */
    private static Optional<Double> lent(KnownNeuron known, Scores shown) {
        List<Double> scores = known.baselines().stream()
                .filter(each -> each.measure().equals(CORRELATION) && isOf(each, shown))
                .map(each -> each.score().value())
                .filter(Objects::nonNull)
                .toList();
        return scores.isEmpty()
                ? Optional.empty()
                : Optional.of(scores.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
    }

    private static boolean isTokenLookup(Scores scores) {
        return scores.explainer().method().equals(TOKEN_LOOKUP)
                && scores.simulator().method().equals(TOKEN_LOOKUP);
    }

    private static boolean isOf(BaselineScore lent, Scores shown) {
        return lent.simulator().digest().equals(shown.simulator().digest())
                && lent.activations().equals(shown.activations());
    }

    private static boolean isOf(Baseline chance, Scores shown) {
        return chance.measure().equals(CORRELATION)
                && chance.model().equals(shown.neuron().model())
                && chance.simulator().digest().equals(shown.simulator().digest());
    }
}
