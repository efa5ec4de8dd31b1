package dev.ganglion.explainer.tokenlookup;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import dev.ganglion.events.TokenMeans;
import dev.ganglion.explainer.evidence.TokenOccurrences;
import java.util.Arrays;

/**
 * Explains a neuron by a table: the mean activation on each token, over the corpus without the held-out excerpts (paper,
 * "Token-based prediction using lookup tables"). No language model is asked.
 */
final class TokenLookupExplainer {

    private static final int ONLY_CANDIDATE = 0;

    private final RecipeRef recipe;

    TokenLookupExplainer(RecipeRef recipe) {
        this.recipe = recipe;
    }

    Explanation explain(NeuronActivations record) {
        TokenOccurrences occurrences = TokenOccurrences.of(record.tokenTable());
        String text = TokenLookupSentence.of(occurrences, record.statistics());
        return new Explanation(
                Identity.explanation(record.id(), recipe.digest(), ONLY_CANDIDATE, null, text),
                record.neuron(),
                record.id(),
                recipe,
                ONLY_CANDIDATE,
                null,
                ExplanationKind.TOKEN_TABLE,
                text,
                means(occurrences),
                record.statistics().maximum(),
                record.excerpts().stream()
                        .filter(TokenLookupExplainer::isScored)
                        .toList());
    }

    private static TokenMeans means(TokenOccurrences occurrences) {
        double[] means = new double[occurrences.size()];
        Arrays.setAll(means, occurrences::mean);
        return new TokenMeans(occurrences.tokens(), ActivationValues.of(means), occurrences.otherwise());
    }

    /** Whether a simulation of a token table could be scored on it: the others are for judges, which take words. */
    private static boolean isScored(Excerpt excerpt) {
        return excerpt.heldOut() && excerpt.split() != Split.NONE;
    }
}
