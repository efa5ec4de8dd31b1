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
import dev.ganglion.events.TokenTable;
import dev.ganglion.explainer.evidence.TokenOccurrences;
import java.util.Arrays;
import java.util.List;

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
                means(record.tokenTable(), occurrences),
                record.statistics().maximum(),
                record.excerpts().stream()
                        .filter(TokenLookupExplainer::isScored)
                        .toList());
    }

    private static TokenMeans means(TokenTable table, TokenOccurrences occurrences) {
        List<TokenOccurrences.Entry> entries = occurrences.entries();
        double[] means = new double[entries.size()];
        Arrays.setAll(means, i -> entries.get(i).mean());
        // A table that has each text once keeps its list, which is written as it was read.
        List<String> tokens = entries.size() == table.tokens().size()
                ? table.tokens()
                : entries.stream().map(TokenOccurrences.Entry::token).toList();
        return new TokenMeans(tokens, ActivationValues.of(means), occurrences.otherwise());
    }

    /** Whether a simulation of a token table could be scored on it: the others are for judges, which take words. */
    private static boolean isScored(Excerpt excerpt) {
        return excerpt.heldOut() && excerpt.split() != Split.NONE;
    }
}
