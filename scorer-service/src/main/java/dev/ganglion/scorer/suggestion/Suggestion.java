package dev.ganglion.scorer.suggestion;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.RecipeRef;

/**
 * What somebody says of a neuron, as an event like those of the explainer: simulators score it as they score any other, and it
 * stands beside them.
 *
 * <p>It has a recipe, whose method is a person. All suggestions are candidate 0: the same words about the same record are the
 * same explanation, whoever says them and however often.
 */
public final class Suggestion {

    /** The most characters of one. */
    public static final int LONGEST = 500;

    private static final String METHOD = "human";
    private static final String SERVICE = "explainer";
    private static final int CANDIDATE = 0;

    /** As recipes are named everywhere: by the canonical content without the name, with the method's version. */
    public static final RecipeRef RECIPE = new RecipeRef(
            METHOD,
            Identity.sha256(
                    "{\"methodVersion\":1,\"recipe\":{\"method\":\"" + METHOD + "\",\"service\":\"" + SERVICE + "\"}}"),
            METHOD);

    private Suggestion() {}

    /** The recipe's text, to be published before the first explanation by it. */
    public static PublishedRecipe recipe() {
        return new PublishedRecipe(
                SERVICE,
                RECIPE,
                "# Words that people have suggested in the viewer. No process runs this recipe.\nname: " + METHOD
                        + "\nservice: " + SERVICE + "\nmethod: " + METHOD + "\n");
    }

    /**
     * The explanation.
     *
     * @param text as it was written
     * @throws IllegalArgumentException with one sentence, if the text cannot be one
     */
    public static Explanation of(NeuronActivations record, String text) {
        String words = words(text);
        return new Explanation(
                Identity.explanation(record.id(), RECIPE.digest(), CANDIDATE, null, words),
                record.neuron(),
                record.id(),
                RECIPE,
                CANDIDATE,
                null,
                ExplanationKind.WORDS,
                words,
                null,
                record.statistics().maximum(),
                record.excerpts().stream().filter(Excerpt::heldOut).toList());
    }

    /** One line, without what no text needs. */
    private static String words(String text) {
        String words = text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\s]+", " ")
                        .replaceAll("\\p{Cf}", "")
                        .strip();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("write a few words on what the neuron fires on");
        }
        if (words.codePointCount(0, words.length()) > LONGEST) {
            throw new IllegalArgumentException("an explanation has at most " + LONGEST + " characters");
        }
        return words;
    }
}
