package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import java.util.UUID;

/**
 * How well another neuron's explanation simulates a neuron.
 *
 * @param explanationOf the neuron whose explanation it is
 * @param measure {@code correlation} or {@code balancedAccuracy}
 */
public record BaselineScore(
        UUID id,
        UUID activations,
        UUID explanation,
        NeuronId explanationOf,
        RecipeRef explainer,
        RecipeRef simulator,
        String measure,
        Score score) {

    static BaselineScore of(BaselineScoreRow row) {
        return new BaselineScore(
                row.id,
                row.activations,
                row.explanation,
                NeuronId.parse(row.explanationOf),
                new RecipeRef(row.explainerName, row.explainerDigest, row.explainerMethod),
                new RecipeRef(row.simulatorName, row.simulatorDigest, row.simulatorMethod),
                row.measure,
                new Score(row.score, row.undefined));
    }
}
