package dev.ganglion.simulator.judging;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.simulator.judging.JudgingParameters.Example;
import dev.ganglion.simulator.judging.JudgingParameters.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Neurons that fire on the token " genus", with a maximum of 10, and what is said of them. */
final class Neurons {

    static final double MAXIMUM = 10;
    static final RecipeRef EXPLAINER = new RecipeRef("terse", "aaaabbbbcccc", "token-activation-pairs");
    static final RecipeRef JUDGE = new RecipeRef("detection", "ddddeeeeffff", "detection");

    private Neurons() {}

    /** An excerpt whose tokens have these activations; those that fire are " genus". */
    static Excerpt excerpt(String id, ExcerptSet set, Split split, float... activations) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < activations.length; i++) {
            tokens.add(i > 0 && activations[i] >= 1 ? " genus" : " " + id.replace('/', '-') + "." + i);
        }
        return new Excerpt(id, set, split, null, tokens, ActivationValues.of(activations));
    }

    /** A neuron with so many excerpts that fire, on one to three tokens, and so many random ones that do not. */
    static Explanation neuron(int positives, int negatives) {
        List<Excerpt> heldOut = new ArrayList<>();
        for (int i = 0; i < positives; i++) {
            float[] activations = new float[12];
            activations[0] = 9;
            for (int j = 0; j <= i % 3; j++) {
                activations[1 + (5 * i + j) % 11] = 4 + i % 6;
            }
            Split split = i % 3 == 0 ? Split.VALID : i % 3 == 1 ? Split.TEST : Split.NONE;
            heldOut.add(excerpt("1/" + i, i % 3 == 2 ? ExcerptSet.QUANTILE : ExcerptSet.TOP, split, activations));
        }
        for (int i = 0; i < negatives; i++) {
            float[] activations = new float[10 + i % 4];
            activations[0] = 10;
            activations[2] = 0.4f;
            heldOut.add(excerpt("2/" + i, ExcerptSet.RANDOM, i % 2 == 0 ? Split.TEST : Split.NONE, activations));
        }
        return explanation(MAXIMUM, "the word genus", heldOut);
    }

    static Explanation explanation(double maximum, String text, List<Excerpt> heldOut) {
        return new Explanation(
                new UUID(6, heldOut.size()),
                NeuronId.mlp("demo", 1, 7),
                new UUID(5, 7),
                EXPLAINER,
                0,
                null,
                ExplanationKind.WORDS,
                text,
                null,
                maximum,
                heldOut);
    }

    static ModelSettings model(int context) {
        return new ModelSettings("tiny", 0.0, null, 50, context, null, Map.of());
    }

    static JudgingParameters parameters(int batch, boolean probabilities) {
        return parameters(batch, probabilities, 100_000);
    }

    static JudgingParameters parameters(int batch, boolean probabilities, int context) {
        return new JudgingParameters(
                null,
                null,
                model(context),
                new Prompt(
                        "Judge.",
                        "{explanation}\n{#for excerpt in excerpts}\n{excerpt.number}. {excerpt.text}\n{/for}\n{count}"),
                List.of(new Example("vowels", List.of("aeiou", "xyz"), List.of(1, 0))),
                batch,
                2,
                probabilities,
                0.1,
                0.05,
                null,
                null,
                null);
    }
}
