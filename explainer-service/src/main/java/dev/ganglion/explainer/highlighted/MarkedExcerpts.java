package dev.ganglion.explainer.highlighted;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.explainer.evidence.ExampleExcerpt;
import dev.ganglion.explainer.evidence.TrainExcerpts;
import dev.ganglion.explainer.words.Evidence;
import dev.ganglion.llm.prompt.NormalizedActivations;
import dev.ganglion.llm.prompt.ShownText;
import dev.ganglion.llm.prompt.ShownToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Excerpts as running text, each on one line, with marks around the tokens on which the neuron fires.
 *
 * @param excerpts as prompts show them, at least one
 */
record MarkedExcerpts(List<String> excerpts) implements Evidence<MarkedExcerpts> {

    static final String OPEN = String.valueOf(ShownToken.OPEN);
    static final String CLOSE = String.valueOf(ShownToken.CLOSE);

    /** For trying out templates. */
    static final MarkedExcerpts PROBE = new MarkedExcerpts(List.of("a" + OPEN + "b" + CLOSE));

    MarkedExcerpts {
        excerpts = List.copyOf(excerpts);
    }

    /**
     * What a record shows of its neuron; nothing if there is no train excerpt on which it fires.
     *
     * @param most excerpts
     * @param threshold tokens are marked from this part of the neuron's maximum on; of the highest activation there is to
     *     see, should that be lower, so that something is marked
     */
    static Optional<MarkedExcerpts> of(NeuronActivations record, int most, double threshold) {
        List<Excerpt> train = TrainExcerpts.firing(record, most);
        double seen = train.stream().mapToDouble(Excerpt::maximum).max().orElse(0);
        double level = threshold * Math.min(record.statistics().maximum(), seen);
        List<String> marked = train.stream()
                .filter(excerpt -> excerpt.maximum() >= level)
                .map(excerpt -> ShownText.highlighted(
                        excerpt.tokens(),
                        // What stands at position 0 depends on the token alone and counts nowhere: it is no evidence.
                        token -> token >= Excerpt.FIRST_COUNTED
                                && excerpt.activations().get(token) >= level))
                .toList();
        return marked.isEmpty() ? Optional.empty() : Optional.of(new MarkedExcerpts(marked));
    }

    /** Shows a recipe's example. */
    static MarkedExcerpts of(List<ExampleExcerpt> excerpts, double threshold) {
        return new MarkedExcerpts(excerpts.stream()
                .map(excerpt -> ShownText.highlighted(
                        excerpt.tokens(),
                        token -> excerpt.activations().get(token) >= threshold * NormalizedActivations.MOST))
                .toList());
    }

    @Override
    public int pieces() {
        return excerpts.size();
    }

    @Override
    public MarkedExcerpts first(int pieces) {
        return new MarkedExcerpts(excerpts.subList(0, pieces));
    }

    /** {@code excerpts}. */
    @Override
    public Map<String, ?> values() {
        return Map.of("excerpts", excerpts);
    }
}
