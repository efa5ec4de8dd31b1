package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenTableTest {

    private static final int TOKENS = 8;

    @Property(tries = 30)
    void whatTheNeuronDoesOnHeldOutExcerptsIsNotInIt(@ForAll long seed) {
        // Given
        FakeCorpus corpus = FakeCorpus.random(new Random(seed), 120, TOKENS, 1, 200, 1_000_000, 4_000);
        NeuronCollation before = Collated.layer(corpus, parameters(1_024)).neuron(0);

        // When: all but the maximum of each held-out excerpt becomes something else, so that the sets stay the same
        for (CollatedExcerpt excerpt : before.excerpts()) {
            float[][] rows = corpus.activations.get(excerpt.excerpt().id());
            for (int position = 1; position < TOKENS && excerpt.heldOut(); position++) {
                rows[position][0] = rows[position][0] == excerpt.maximum() ? excerpt.maximum() : excerpt.maximum() - 64;
            }
        }
        NeuronCollation after = Collated.layer(corpus, parameters(1_024)).neuron(0);

        // Then
        assertThat(after.excerpts())
                .extracting(excerpt -> excerpt.excerpt().id())
                .isEqualTo(before.excerpts().stream().map(e -> e.excerpt().id()).toList());
        assertThat(after.statistics()).isNotEqualTo(before.statistics());
        assertThat(after.tokenTable().entries()).isEqualTo(before.tokenTable().entries());
        assertThat(after.tokenTable().mean()).isCloseTo(before.tokenTable().mean(), within(1e-9));
    }

    @Test
    void tokensThatScoresLookUpComeFirstAndEachKindByMean() {
        // Given
        FakeCorpus corpus = FakeCorpus.random(new Random(5), 400, TOKENS, 1, 2_000, 1_000_000, 4_000);

        // When
        NeuronCollation all = Collated.layer(corpus, parameters(10_000)).neuron(0);
        NeuronCollation few = Collated.layer(corpus, parameters(50)).neuron(0);

        // Then
        Set<Integer> inSplit = new HashSet<>();
        for (CollatedExcerpt excerpt : all.excerpts()) {
            for (int position = 1; position < TOKENS && excerpt.split() != Split.NONE; position++) {
                inSplit.add(excerpt.excerpt().token(position));
            }
        }
        List<TokenTable.Entry> entries = all.tokenTable().entries();
        long first = entries.stream().filter(e -> inSplit.contains(e.token())).count();
        assertThat(entries.stream().limit(first)).allMatch(entry -> inSplit.contains(entry.token()));
        assertThat(entries.stream().limit(first).map(TokenTable.Entry::mean))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(few.tokenTable().entries()).isEqualTo(entries.subList(0, 50));
        assertThat(few.tokenTable().mean()).isEqualTo(all.tokenTable().mean());
    }

    @Test
    void aTokenThatOccursOnlyInHeldOutExcerptsIsAbsent() {
        // Given: each excerpt has a token of its own; of 60 in the record 5 are not held out
        FakeCorpus corpus = new FakeCorpus(2, 1);
        for (int i = 0; i < 100; i++) {
            float activation = i;
            corpus.add(new int[] {500, i}, i, () -> activation);
        }

        // When
        NeuronCollation collation = Collated.layer(
                        corpus, CollationParameters.defaults().withExcerptTokens(2))
                .neuron(0);

        // Then
        List<Integer> tokens = collation.tokenTable().entries().stream()
                .map(TokenTable.Entry::token)
                .toList();
        assertThat(collation.excerpts())
                .allMatch(excerpt ->
                        excerpt.heldOut() != tokens.contains(excerpt.excerpt().token(1)));
        assertThat(tokens).hasSize(100 - 55).doesNotContain(500).startsWith(99, 95, 91, 87, 83);
        assertThat(collation.tokenTable().mean())
                .isCloseTo(tokens.stream().mapToInt(t -> t).average().orElseThrow(), within(1e-9));
    }

    private static CollationParameters parameters(int tokenTable) {
        CollationParameters defaults = CollationParameters.defaults();
        return new CollationParameters(
                TOKENS,
                defaults.top(),
                defaults.quantileBounds(),
                defaults.perBin(),
                defaults.sample(),
                defaults.random(),
                0, // they depend on what the neuron does on held-out top excerpts
                tokenTable,
                0);
    }
}
