package dev.ganglion.explainer.tokenspace;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.explainer.evidence.TokenOccurrences;
import dev.ganglion.explainer.words.Evidence;
import dev.ganglion.llm.prompt.ShownToken;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tokens, the strongest first.
 *
 * @param tokens as prompts show them, at least one
 */
record TokenList(List<String> tokens) implements Evidence<TokenList> {

    /** For trying out templates. */
    static final TokenList PROBE = new TokenList(List.of("a"));

    TokenList {
        tokens = List.copyOf(tokens);
    }

    /** Shows tokens. */
    static TokenList of(List<String> tokens) {
        return new TokenList(tokens.stream().map(ShownToken::of).toList());
    }

    /**
     * The tokens on which the neuron is above 0 on average, by mean activation; nothing if there is none.
     *
     * @param most tokens
     * @param minimumCount of occurrences in the corpus: the mean of a few says little
     */
    static Optional<TokenList> of(NeuronActivations record, int most, int minimumCount) {
        if (!record.statistics().fires()) {
            return Optional.empty();
        }
        TokenOccurrences occurrences = TokenOccurrences.of(record.tokenTable());
        List<String> tokens = IntStream.range(0, occurrences.size())
                .filter(entry -> occurrences.count(entry) >= minimumCount && occurrences.mean(entry) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(occurrences::mean).reversed().thenComparing(occurrences::token))
                .limit(most)
                .map(occurrences::token)
                .toList();
        return tokens.isEmpty() ? Optional.empty() : Optional.of(of(tokens));
    }

    @Override
    public int pieces() {
        return tokens.size();
    }

    @Override
    public TokenList first(int pieces) {
        return new TokenList(tokens.subList(0, pieces));
    }

    /** {@code tokens}. */
    @Override
    public Map<String, ?> values() {
        return Map.of("tokens", tokens);
    }
}
