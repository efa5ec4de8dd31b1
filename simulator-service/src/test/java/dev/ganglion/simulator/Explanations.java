package dev.ganglion.simulator;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import dev.ganglion.events.TokenMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Explanations for tests, each with one held-out excerpt of every split. */
public final class Explanations {

    public static final RecipeRef EXPLAINER = new RecipeRef("token-lookup", "aaaabbbbcccc", "token-lookup");

    public static final TokenMeans GENUS =
            new TokenMeans(List.of(" genus", " of"), ActivationValues.of(3.2f, -0.1f), -0.05);

    private Explanations() {}

    /** An explanation of the kind token-table. */
    public static Explanation table(int neuron) {
        return table(neuron, GENUS, "A", " genus", " of");
    }

    /** An explanation by this table, to be scored on these tokens. */
    public static Explanation table(int neuron, TokenMeans table, String... tokens) {
        return explanation(neuron, EXPLAINER, ExplanationKind.TOKEN_TABLE, table, List.of(tokens));
    }

    /** An explanation of the kind words. */
    public static Explanation words(int neuron) {
        return explanation(neuron, EXPLAINER, ExplanationKind.WORDS, null, List.of("A", " genus"));
    }

    /** An explanation of the kind token-table by another recipe. */
    public static Explanation by(RecipeRef recipe) {
        return explanation(7, recipe, ExplanationKind.TOKEN_TABLE, GENUS, List.of("A", " genus"));
    }

    /** An explanation of the kind words, to be scored on these excerpts: top ones of valid, silent but for their end. */
    public static Explanation about(List<List<String>> excerpts) {
        List<Excerpt> heldOut = new ArrayList<>();
        for (List<String> tokens : excerpts) {
            float[] activations = new float[tokens.size()];
            activations[tokens.size() - 1] = 3.5f;
            heldOut.add(excerpt(heldOut.size(), ExcerptSet.TOP, Split.VALID, tokens, activations));
        }
        return words(heldOut);
    }

    /** An explanation of the kind words with these held-out excerpts. */
    public static Explanation words(List<Excerpt> heldOut) {
        return new Explanation(
                new UUID(6, 7),
                NeuronId.mlp("demo", 1, 7),
                new UUID(5, 7),
                EXPLAINER,
                0,
                null,
                ExplanationKind.WORDS,
                "words about harbours",
                null,
                3.5,
                heldOut);
    }

    /** An excerpt. */
    public static Excerpt excerpt(int ordinal, ExcerptSet set, Split split, List<String> tokens, float... activations) {
        return new Excerpt("4/" + ordinal, set, split, null, tokens, ActivationValues.of(activations));
    }

    private static Explanation explanation(
            int neuron, RecipeRef recipe, ExplanationKind kind, TokenMeans table, List<String> tokens) {
        List<Excerpt> heldOut = new ArrayList<>();
        for (Split split : List.of(Split.CALIBRATION, Split.VALID, Split.TEST, Split.NONE)) {
            heldOut.add(new Excerpt(
                    "3/" + split.ordinal(),
                    split == Split.NONE ? ExcerptSet.QUANTILE : ExcerptSet.TOP,
                    split,
                    null,
                    tokens,
                    ActivationValues.of(new float[tokens.size()])));
        }
        return new Explanation(
                new UUID(6, neuron),
                NeuronId.mlp("demo", 1, neuron),
                new UUID(5, neuron),
                recipe,
                0,
                null,
                kind,
                "Fires on \" genus\".",
                table,
                3.5,
                heldOut);
    }
}
