package dev.ganglion.explainer.tokenpairs;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.explainer.evidence.TrainExcerpts;
import dev.ganglion.explainer.words.Evidence;
import dev.ganglion.llm.prompt.NormalizedActivations;
import dev.ganglion.llm.prompt.ShownToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Excerpts as tokens with activations from 0 to 10.
 *
 * @param excerpts at least one
 * @param repeatBelow if a smaller part of the values is above 0, the excerpts are repeated without zeros, 0 to 1
 */
public record PairsEvidence(List<PairsExcerpt> excerpts, double repeatBelow) implements Evidence<PairsEvidence> {

    /** One of few and one of many zeros, for trying out templates. */
    public static final List<PairsEvidence> PROBES = List.of(
            new PairsEvidence(List.of(PairsExcerpt.of(List.of("a", "b"), new int[] {0, 1})), 0),
            new PairsEvidence(List.of(PairsExcerpt.of(List.of("a", "b"), new int[] {0, 1})), 1));

    public PairsEvidence {
        excerpts = List.copyOf(excerpts);
    }

    /**
     * What a record shows of its neuron; nothing if there is no train excerpt on which it fires.
     *
     * @param most excerpts
     */
    public static Optional<PairsEvidence> of(NeuronActivations record, int most, double repeatBelow) {
        List<PairsExcerpt> excerpts = TrainExcerpts.firing(record, most).stream()
                .map(excerpt -> PairsExcerpt.of(excerpt, record.statistics().maximum()))
                .toList();
        return excerpts.isEmpty() ? Optional.empty() : Optional.of(new PairsEvidence(excerpts, repeatBelow));
    }

    @Override
    public int pieces() {
        return excerpts.size();
    }

    @Override
    public PairsEvidence first(int pieces) {
        return new PairsEvidence(excerpts.subList(0, pieces), repeatBelow);
    }

    /** {@code excerpts}, each with {@code lines} and {@code firing}; and whether they are {@code sparse}. */
    @Override
    public Map<String, ?> values() {
        return Map.of("excerpts", excerpts, "sparse", sparse());
    }

    private boolean sparse() {
        int tokens =
                excerpts.stream().mapToInt(excerpt -> excerpt.lines().size()).sum();
        int firing =
                excerpts.stream().mapToInt(excerpt -> excerpt.firing().size()).sum();
        return firing < repeatBelow * tokens;
    }

    /**
     * One excerpt.
     *
     * @param lines one for each token
     * @param firing those with an activation above 0
     */
    public record PairsExcerpt(List<Line> lines, List<Line> firing) {

        /**
         * @param maximum the neuron's largest activation over the corpus
         */
        static PairsExcerpt of(Excerpt excerpt, double maximum) {
            int[] activations = NormalizedActivations.of(excerpt.activations(), maximum);
            // What a model computes there depends on the token alone and counts nowhere: it is no evidence.
            for (int i = 0; i < Math.min(Excerpt.FIRST_COUNTED, activations.length); i++) {
                activations[i] = 0;
            }
            return of(excerpt.tokens(), activations);
        }

        static PairsExcerpt of(List<String> tokens, int[] activations) {
            List<Line> lines = IntStream.range(0, tokens.size())
                    .mapToObj(i -> new Line(ShownToken.of(tokens.get(i)), activations[i]))
                    .toList();
            return new PairsExcerpt(
                    lines, lines.stream().filter(line -> line.activation() > 0).toList());
        }
    }

    /**
     * @param token as prompts show it
     * @param activation 0 to 10
     */
    public record Line(String token, int activation) {}
}
