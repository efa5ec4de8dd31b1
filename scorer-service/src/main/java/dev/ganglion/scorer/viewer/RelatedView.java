package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.scorer.results.ScoredExplanation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the weights say of a neuron: tokens and other neurons, in four lists of each sign.
 *
 * @param kinds of relation; those without an entry are left out
 */
record RelatedView(List<Kind> kinds) {

    private static final int MOST = 8;
    private static final int LONGEST_WORDS = 90;

    /**
     * One way to be related.
     *
     * @param sides what raises or is raised, then what lowers or is lowered; those without an entry are left out
     */
    record Kind(String name, String meaning, List<Side> sides) {

        static Kind of(String name, String meaning, List<Entry> positive, List<Entry> negative) {
            return new Kind(
                    name,
                    meaning,
                    Stream.of(new Side(name + ": up", positive), new Side(name + ": down", negative))
                            .filter(side -> !side.entries().isEmpty())
                            .toList());
        }
    }

    /** @param label for who does not see where it stands */
    record Side(String label, List<Entry> entries) {}

    /**
     * @param link null for a token
     * @param words what explains a neuron best; null if nothing does yet
     */
    record Entry(String text, String link, String words, String weight) {

        static Entry token(String token, double weight) {
            return new Entry(ShownText.token(token), null, null, Figures.decimal(weight));
        }
    }

    /** @param explained of the related neurons, as far as they are */
    static RelatedView of(WeightSummary weights, Map<NeuronId, ScoredExplanation> explained) {
        Shown<NeuronId> neuron = (related, weight) -> new Entry(
                "layer " + related.layer() + " · " + related.index(),
                "/neurons/" + related.key(),
                words(explained.get(related)),
                Figures.decimal(weight));
        return new RelatedView(Stream.of(
                        tokens("Reads", "Tokens whose embedding raises it, and lowers it.", weights.inputTokens()),
                        tokens(
                                "Writes",
                                "Tokens that it makes more likely to come next, and less likely.",
                                weights.outputTokens()),
                        neurons(
                                "Driven by",
                                "Neurons of lower layers that raise it, and lower it.",
                                weights.upstream(),
                                neuron),
                        neurons(
                                "Drives",
                                "Neurons of higher layers that it raises, and lowers.",
                                weights.downstream(),
                                neuron))
                .filter(kind -> !kind.sides().isEmpty())
                .toList());
    }

    private static Kind tokens(String name, String meaning, WeightedTokens found) {
        return Kind.of(
                name,
                meaning,
                entries(found.positive(), found.positiveWeights(), Entry::token),
                entries(found.negative(), found.negativeWeights(), Entry::token));
    }

    private static Kind neurons(String name, String meaning, WeightedNeurons found, Shown<NeuronId> shown) {
        return Kind.of(
                name,
                meaning,
                entries(found.positive(), found.positiveWeights(), shown),
                entries(found.negative(), found.negativeWeights(), shown));
    }

    private static String words(ScoredExplanation best) {
        return best == null || best.text() == null ? null : ShownText.prose(best.text(), LONGEST_WORDS);
    }

    private interface Shown<T> {
        Entry of(T related, double weight);
    }

    private static <T> List<Entry> entries(List<T> related, ActivationValues weights, Shown<T> shown) {
        return IntStream.range(0, Math.min(MOST, related.size()))
                .mapToObj(i -> shown.of(related.get(i), weights.get(i)))
                .toList();
    }
}
