package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.scorer.results.Baseline;
import dev.ganglion.scorer.results.BaselineScore;
import dev.ganglion.scorer.results.KnownExplanation;
import dev.ganglion.scorer.results.KnownNeuron;
import dev.ganglion.scorer.results.ScoredExplanation;
import dev.ganglion.scorer.suggestion.Suggestion;
import dev.ganglion.scorer.viewer.ExcerptGroup.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One neuron: the words first, then how well they hold, then what they are about.
 *
 * @param words the explanation; null if there is none yet
 * @param person whether somebody suggested it
 * @param origin where the explanation stands among others; null if there is none yet
 * @param score null if no simulated activations are scored yet
 * @param judgements what judges made of it
 * @param baselines how other neurons' explanations score here
 * @param simulated held-out excerpts, actual above and simulated below; empty while a part is missing
 * @param recorded the record's excerpts; empty while it is missing
 * @param record null while it is missing
 * @param explanations all of them, ranked
 * @param suggesting whether somebody may suggest another
 */
record NeuronPage(
        Place place,
        String words,
        boolean tokenTable,
        boolean person,
        Origin origin,
        ScoreView score,
        List<JudgementView> judgements,
        List<LentExplanation> baselines,
        List<ExcerptGroup> simulated,
        List<ExcerptGroup> recorded,
        RecordView record,
        List<RankedExplanations.Row> explanations,
        boolean suggesting) {

    private static final int LONGEST_WORDS = 1000;
    private static final int MANY_WORDS = 160;

    /** Whether the words need smaller letters. */
    public boolean wordy() {
        return words != null && words.length() > MANY_WORDS;
    }

    /** Of the page. */
    public String title() {
        return place.model + " · layer " + place.layer + " · neuron " + place.index;
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

    /**
     * What the page is made of.
     *
     * @param shown which of the scored explanations is shown, if any is
     * @param simulation the shown one; null while it is missing
     * @param chance what other neurons' explanations reach
     */
    record Content(KnownNeuron known, Optional<Scores> shown, Simulation simulation, List<Baseline> chance) {

        /** The record that the shown scores are about, else any. */
        Optional<NeuronActivations> record() {
            UUID wanted = shown.map(Scores::activations).orElse(null);
            return known.activations().stream()
                    .filter(each -> wanted == null || each.id().equals(wanted))
                    .findFirst();
        }

        Heat heat() {
            return new Heat(record().map(Content::largest).orElse(1.0));
        }

        private static double largest(NeuronActivations record) {
            double maximum = record.statistics().maximum();
            return maximum > 0 ? maximum : Math.abs(maximum);
        }

        private Optional<KnownExplanation> explanation() {
            return shown.isPresent()
                    ? known.explanations().stream()
                            .filter(each -> each.id().equals(shown.get().explanation()))
                            .findFirst()
                    : known.explanations().stream().findFirst();
        }

        /** Where the excerpts of a group are. */
        private Link excerpts() {
            return Link.to("/neurons/" + known.neuron() + "/excerpts")
                    .with("scores", shown.map(Scores::id).orElse(null));
        }

        /** The excerpts of one group alone; empty if there is no such group. */
        List<ExcerptView> group(String key) {
            Wanted one = new Wanted(Set.of(key), excerpts());
            return Stream.concat(simulated(one).stream(), recorded(one).stream())
                    .filter(group -> group.key().equals(key))
                    .findFirst()
                    .map(ExcerptGroup::excerpts)
                    .orElse(List.of());
        }

        private List<ExcerptGroup> simulated(Wanted wanted) {
            return record().isPresent() && simulation != null
                    ? ExcerptGroup.simulated(record().get(), simulation, heat(), wanted)
                    : List.of();
        }

        private List<ExcerptGroup> recorded(Wanted wanted) {
            return record().map(each -> ExcerptGroup.recorded(each, heat(), wanted))
                    .orElse(List.of());
        }
    }

    /**
     * @param related what explains the neurons best that the weights lead to
     * @param suggesting whether suggestions are taken here
     */
    static NeuronPage of(Content content, Map<NeuronId, ScoredExplanation> related, boolean suggesting) {
        KnownNeuron known = content.known();
        Optional<KnownExplanation> explanation = content.explanation();
        Optional<NeuronActivations> record = content.record();
        Wanted first = Wanted.first(content.excerpts());
        return new NeuronPage(
                place(known),
                explanation
                        .map(each -> ShownText.prose(each.text(), LONGEST_WORDS))
                        .orElse(null),
                explanation
                        .map(each -> each.kind().equals(ExplanationKind.TOKEN_TABLE.toString()))
                        .orElse(false),
                explanation
                        .map(each -> each.recipe().method().equals(Suggestion.RECIPE.method()))
                        .orElse(false),
                explanation.map(each -> Origin.of(known, each, content.shown())).orElse(null),
                content.shown()
                        .map(scores -> ScoreView.of(scores, ScoreBaselines.of(known, scores, content.chance())))
                        .orElse(null),
                explanation.map(each -> judgements(known, each.id())).orElse(List.of()),
                known.baselines().stream().map(LentExplanation::of).toList(),
                content.simulated(first),
                content.recorded(first),
                record.map(each -> RecordView.of(each, related)).orElse(null),
                RankedExplanations.of(known, content.shown().map(Scores::id).orElse(null)),
                suggesting && record.isPresent());
    }

    private static Place place(KnownNeuron known) {
        NeuronId neuron = known.neuron();
        return new Place(
                neuron.key(),
                neuron.model(),
                neuron.layer(),
                neuron.index(),
                Link.to("/").with("model", neuron.model()).toString(),
                Link.to("/search")
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
}
