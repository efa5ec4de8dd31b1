package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import java.util.ArrayList;
import java.util.List;

/**
 * An excerpt as a heat map.
 *
 * @param peak the largest activation that counts
 * @param note what it is, for example {@code top · valid}
 */
record ExcerptView(String peak, String note, List<Token> tokens) {

    /** The most tokens shown of an excerpt. */
    private static final int MOST_TOKENS = 512;

    /**
     * @param shades names of classes, each with a blank before it
     * @param figures the token's numbers in words
     */
    record Token(String text, String shades, String figures) {}

    /** Activations alone. */
    static ExcerptView of(Excerpt excerpt, Heat heat) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_TOKENS, excerpt.tokens().size()); i++) {
            double actual = excerpt.activations().get(i);
            tokens.add(new Token(
                    ShownText.token(excerpt.tokens().get(i)),
                    first(i) + heat.ofActual(actual),
                    Figures.activation(actual) + uncounted(i)));
        }
        return view(excerpt, tokens);
    }

    /** Activations with what was simulated. */
    static ExcerptView of(Excerpt excerpt, Heat heat, ActivationValues simulated, Heat simulatedHeat) {
        List<Token> tokens = new ArrayList<>();
        int size = Math.min(excerpt.tokens().size(), simulated.size());
        for (int i = 0; i < Math.min(MOST_TOKENS, size); i++) {
            double actual = excerpt.activations().get(i);
            tokens.add(new Token(
                    ShownText.token(excerpt.tokens().get(i)),
                    first(i) + heat.ofActual(actual) + simulatedHeat.ofSimulated(simulated.get(i)),
                    "actual " + Figures.activation(actual) + " · simulated " + Figures.activation(simulated.get(i))
                            + uncounted(i)));
        }
        return view(excerpt, tokens);
    }

    /** What somebody wrote, run through the model just now. */
    static ExcerptView ofSentence(List<String> texts, ActivationValues activations, Heat heat) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_TOKENS, texts.size()); i++) {
            double actual = activations.get(i);
            tokens.add(new Token(
                    ShownText.token(texts.get(i)),
                    first(i) + heat.ofActual(actual),
                    Figures.activation(actual) + uncounted(i)));
        }
        double maximum = activations.maximumFrom(Excerpt.FIRST_COUNTED);
        return new ExcerptView(Double.isFinite(maximum) ? Figures.activation(maximum) : "–", "your sentence", tokens);
    }

    private static ExcerptView view(Excerpt excerpt, List<Token> tokens) {
        double maximum = excerpt.maximum();
        return new ExcerptView(
                Double.isFinite(maximum) ? Figures.activation(maximum) : "–",
                excerpt.set() + " · " + excerpt.split(),
                tokens);
    }

    private static String first(int position) {
        return position < Excerpt.FIRST_COUNTED ? " first" : "";
    }

    private static String uncounted(int position) {
        return position < Excerpt.FIRST_COUNTED ? " · first position, not counted" : "";
    }
}
