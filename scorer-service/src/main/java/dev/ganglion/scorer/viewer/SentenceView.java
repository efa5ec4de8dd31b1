package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.scorer.subject.SentenceRun;
import java.util.List;
import java.util.Optional;

/**
 * What a neuron does on a sentence that somebody wrote.
 *
 * @param problem why it is not known, or null
 * @param finding in a sentence
 * @param excerpts the sentence alone, in the colours of the neuron's excerpts
 */
record SentenceView(String problem, String finding, List<ExcerptView> excerpts) {

    private static final int LONGEST_PROBLEM = 500;

    /** Of the neuron's largest activation; what is below hardly shows. */
    private static final double SILENT = 0.1;

    private static final double STRONG = 0.5;

    static SentenceView problem(String problem) {
        return new SentenceView(ShownText.prose(problem, LONGEST_PROBLEM), null, List.of());
    }

    /** @param record says what is much for this neuron; without one, the sentence's own largest activation does */
    static SentenceView of(SentenceRun run, Optional<NeuronActivations> record) {
        double highest = run.activations().maximumFrom(Excerpt.FIRST_COUNTED);
        double largest = record.map(each -> each.statistics().maximum()).orElse(highest);
        return new SentenceView(
                null,
                finding(run, highest, largest),
                List.of(ExcerptView.ofSentence(run.tokens(), run.activations(), new Heat(largest))));
    }

    private static String finding(SentenceRun run, double highest, double largest) {
        if (!Double.isFinite(highest)) {
            return "One token alone: what a model computes there depends on nothing before it, and counts nowhere.";
        }
        int at = Excerpt.FIRST_COUNTED;
        for (int i = at; i < run.tokens().size(); i++) {
            at = run.activations().get(i) > run.activations().get(at) ? i : at;
        }
        String where = Figures.activation(highest) + " on “"
                + ShownText.token(run.tokens().get(at)).strip() + "”; its largest in the corpus is "
                + Figures.activation(largest) + ".";
        double share = highest / largest;
        if (largest <= 0 || share < SILENT) {
            return "It stays silent. Highest: " + where;
        }
        return (share < STRONG ? "It fires a little: " : "It fires: ") + where;
    }
}
