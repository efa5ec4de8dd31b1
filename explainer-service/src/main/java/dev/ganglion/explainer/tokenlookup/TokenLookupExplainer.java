package dev.ganglion.explainer.tokenlookup;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.TokenMeans;
import dev.ganglion.explainer.evidence.TokenOccurrences;

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
                record.excerpts().stream().filter(Excerpt::heldOut).toList());
    }

    private static TokenMeans means(TokenOccurrences occurrences) {
        return new TokenMeans(
                occurrences.entries().stream()
                        .map(TokenOccurrences.Entry::token)
                        .toList(),
                ActivationValues.of(occurrences.entries().stream()
                        .mapToDouble(TokenOccurrences.Entry::mean)
                        .toArray()),
                occurrences.otherwise());
    }
}
