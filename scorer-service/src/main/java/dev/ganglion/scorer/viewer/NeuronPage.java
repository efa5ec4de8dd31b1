package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Split;
import dev.ganglion.scorer.results.BaselineScore;
import dev.ganglion.scorer.results.KnownExplanation;
import dev.ganglion.scorer.results.KnownNeuron;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One neuron: the words first, then how well they hold, then what they are about.
 *
 * @param words the explanation; null if there is none yet
 * @param origin where the explanation stands among others; null if there is none yet
 * @param score null if no simulated activations are scored yet
 * @param judgements what judges made of it
 * @param baselines how other neurons' explanations score here
 * @param simulated held-out excerpts, actual above and simulated below; empty while a part is missing
 * @param recorded the record's excerpts; empty while it is missing
 * @param record null while it is missing
 * @param others the other explanations
 */
record NeuronPage(
        Place place,
        String words,
        boolean tokenTable,
        Origin origin,
        ScoreView score,
        List<JudgementView> judgements,
        List<LentExplanation> baselines,
        List<ExcerptGroup> simulated,
        List<ExcerptGroup> recorded,
        RecordView record,
        List<OtherExplanation> others) {

    private static final int LONGEST_WORDS = 1000;
    private static final int LONGEST_OTHER = 300;
    private static final int MANY_WORDS = 160;

    /** Whether the words need smaller letters. */
    public boolean wordy() {
        return words != null && words.length() > MANY_WORDS;
    }

    /** Where the neuron is, and the ways from there. */
    record Place(
            String neuron,
            String model,
            int layer,
            int index,
            String modelLink,
            String layerLink,
            String previous,
            String next) {}

    /**
     * @param link to this page with this explanation
     * @param note what it is beside the others, or empty
     */
    record OtherExplanation(String link, String words, String note, String score, String recipes) {}

    /**
     * An explanation of another neuron, put in the place of this one's.
     *
     * @param link to the neuron whose explanation it is
     */
    record LentExplanation(String link, String neuron, String score, String recipes) {

        static LentExplanation of(BaselineScore scored) {
            return new LentExplanation(
                    "/neurons/" + scored.explanationOf(),
                    "layer " + scored.explanationOf().layer() + " · "
                            + scored.explanationOf().index(),
                    Figures.score(scored.score()),
                    ScoreView.recipes(scored.explainer(), scored.simulator()));
        }
    }

    static NeuronPage of(KnownNeuron known, Optional<Scores> shown, Simulation simulation) {
        Optional<KnownExplanation> explanation = shown.isPresent()
                ? explanation(known, shown.get().explanation())
                : known.explanations().stream().findFirst();
        Optional<NeuronActivations> record = record(known, shown);
        Heat heat = new Heat(record.map(NeuronPage::largest).orElse(1.0));
        return new NeuronPage(
                place(known),
                explanation
                        .map(each -> ShownText.prose(each.text(), LONGEST_WORDS))
                        .orElse(null),
                explanation
                        .map(each -> each.kind().equals(ExplanationKind.TOKEN_TABLE.toString()))
                        .orElse(false),
                explanation.map(each -> Origin.of(known, each, shown)).orElse(null),
                shown.map(scores -> ScoreView.of(scores, known.scores())).orElse(null),
                explanation.map(each -> judgements(known, each.id())).orElse(List.of()),
                known.baselines().stream().map(LentExplanation::of).toList(),
                record.isPresent() && simulation != null
                        ? ExcerptGroup.simulated(record.get(), simulation, heat)
                        : List.of(),
                record.map(each -> ExcerptGroup.recorded(each, heat)).orElse(List.of()),
                record.map(RecordView::of).orElse(null),
                known.scores().stream()
                        .filter(scores ->
                                !scores.id().equals(shown.map(Scores::id).orElse(null)))
                        .map(scores -> other(known, scores))
                        .toList());
    }

    /** The record that the shown scores are about, else any. */
    private static Optional<NeuronActivations> record(KnownNeuron known, Optional<Scores> shown) {
        UUID wanted = shown.map(Scores::activations).orElse(null);
        return known.activations().stream()
                .filter(record -> wanted == null || record.id().equals(wanted))
                .findFirst();
    }

    private static double largest(NeuronActivations record) {
        double maximum = record.statistics().maximum();
        return maximum > 0 ? maximum : Math.abs(maximum);
    }

    private static Place place(KnownNeuron known) {
        NeuronId neuron = known.neuron();
        return new Place(
                neuron.key(),
                neuron.model(),
                neuron.layer(),
                neuron.index(),
                Link.to("/").with("model", neuron.model()).toString(),
                Link.to("/")
                        .with("model", neuron.model())
                        .with("layer", neuron.layer())
                        .toString(),
                known.previous() == null ? null : "/neurons/" + known.previous(),
                known.next() == null ? null : "/neurons/" + known.next());
    }

    private static List<JudgementView> judgements(KnownNeuron known, UUID explanation) {
        return known.judgements().stream()
                .filter(scores -> scores.explanation().equals(explanation))
                .map(JudgementView::of)
                .toList();
    }

    private static Optional<KnownExplanation> explanation(KnownNeuron known, UUID id) {
        return known.explanations().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    private static OtherExplanation other(KnownNeuron known, Scores scores) {
        return new OtherExplanation(
                Link.to("/neurons/" + known.neuron())
                        .with("scores", scores.id())
                        .toString(),
                explanation(known, scores.explanation())
                        .map(each -> ShownText.prose(each.text(), LONGEST_OTHER))
                        .orElse("the explanation has not arrived"),
                Origin.brief(known, scores),
                scores.on(Split.VALID, ScoredOn.TOP_AND_RANDOM)
                        .map(split -> Figures.score(split.correlation()))
                        .orElse(Figures.score(Score.undefined("not scored"))),
                ScoreView.recipes(scores.explainer(), scores.simulator()));
    }
}
