package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import io.quarkus.qute.RawString;
import java.util.List;

/**
 * An excerpt as a heat map.
 *
 * @param peak the largest activation that counts
 * @param note what it is, for example {@code top · valid}
 * @param tokens the map
 */
record ExcerptView(String peak, String note, RawString tokens) {

    /** The most tokens shown of an excerpt. */
    private static final int MOST_TOKENS = 512;

    /** Activations alone. */
    static ExcerptView of(Excerpt excerpt, Heat heat) {
        return view(excerpt, spans(excerpt.tokens(), excerpt.activations(), heat));
    }

    /** Activations with what was simulated. */
    static ExcerptView of(Excerpt excerpt, Heat heat, ActivationValues simulated, Heat simulatedHeat) {
        TokenSpans spans = new TokenSpans();
        int size = Math.min(excerpt.tokens().size(), simulated.size());
        for (int i = 0; i < Math.min(MOST_TOKENS, size); i++) {
            double actual = excerpt.activations().get(i);
            spans.add(
                    excerpt.tokens().get(i),
                    heat.ofActual(actual) + simulatedHeat.ofSimulated(simulated.get(i)),
                    "actual " + Figures.activation(actual) + " · simulated " + Figures.activation(simulated.get(i)));
        }
        return view(excerpt, spans.html());
    }

    /** What somebody wrote, run through the model just now. */
    static ExcerptView ofSentence(List<String> texts, ActivationValues activations, Heat heat) {
        return new ExcerptView(
                peak(activations.maximumFrom(Excerpt.FIRST_COUNTED)), "your sentence", spans(texts, activations, heat));
    }

    private static RawString spans(List<String> texts, ActivationValues activations, Heat heat) {
        TokenSpans spans = new TokenSpans();
        for (int i = 0; i < Math.min(MOST_TOKENS, texts.size()); i++) {
            double actual = activations.get(i);
            spans.add(texts.get(i), heat.ofActual(actual), Figures.activation(actual));
        }
        return spans.html();
    }

    private static ExcerptView view(Excerpt excerpt, RawString tokens) {
        return new ExcerptView(peak(excerpt.maximum()), excerpt.set() + " · " + excerpt.split(), tokens);
    }

    private static String peak(double maximum) {
        return Double.isFinite(maximum) ? Figures.activation(maximum) : "–";
    }
}
