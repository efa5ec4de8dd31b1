package dev.ganglion.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExpectedScoreTest {

    private static final String DIGEST = "0123456789abcdef";

    private static Excerpt excerpt(String id, ExcerptSet set, Split split, float... activations) {
        return new Excerpt(id, set, split, null, List.of("x", "a", "b", "c"), ActivationValues.of(activations));
    }

    private static NeuronActivations record(TokenTable table, Excerpt... excerpts) {
        return new NeuronActivations(
                UUID.randomUUID(),
                NeuronId.parse("m/0-mlp/1"),
                new Provenance(DIGEST, "c", DIGEST, 2, 8, "p"),
                new Statistics(8, 9.0, 1.0, 1.0, 1.0, 1.0),
                List.of(excerpts),
                table);
    }

    @Test
    void activationsThatAreTheTablesMeansScoreOne() {
        // Given: means 1 and 2 on a and b, and 4 on any other token
        TokenTable table = new TokenTable(List.of("a", "b"), ActivationValues.of(3f, 2f), List.of(3L, 1L), 4);

        // When: position 0 would spoil it
        double score = ExpectedScore.of(record(
                table,
                excerpt("0/0", ExcerptSet.TOP, Split.VALID, 100f, 1f, 2f, 4f),
                excerpt("1/0", ExcerptSet.RANDOM, Split.VALID, -100f, 1f, 2f, 4f)));

        // Then
        assertThat(score).isCloseTo(1, within(1e-12));
    }

    @Test
    void onlyTheValidSplitsTopAndRandomExcerptsCount() {
        // Given
        TokenTable table = new TokenTable(List.of("a", "b"), ActivationValues.of(1f, 2f), List.of(1L, 1L), 4);
        Excerpt counted = excerpt("0/0", ExcerptSet.TOP, Split.VALID, 0f, -1f, -2f, -4f);

        // When
        double score = ExpectedScore.of(record(
                table,
                counted,
                excerpt("1/0", ExcerptSet.TOP, Split.TEST, 0f, 9f, 0f, 9f),
                excerpt("2/0", ExcerptSet.QUANTILE, Split.NONE, 0f, 9f, 0f, 9f)));

        // Then
        assertThat(score).isCloseTo(-1, within(1e-12));
    }

    @Test
    void aTextThatIsInTheTableTwiceHasOneMean() {
        // Given: 1 of 1 and 5 of 1 make 3
        TokenTable table =
                new TokenTable(List.of("a", "b", "a"), ActivationValues.of(1f, 2f, 5f), List.of(1L, 1L, 1L), 4);

        // When
        double score = ExpectedScore.of(record(table, excerpt("0/0", ExcerptSet.TOP, Split.VALID, 0f, 3f, 2f, 4f)));

        // Then
        assertThat(score).isCloseTo(1, within(1e-12));
    }
}
