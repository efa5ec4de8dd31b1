package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HardNegativesTest {

    private static final int TOKENS = 4;

    /** Two top excerpts and no other set, so that all others may be hard negatives. */
    private static final CollationParameters PARAMETERS =
            new CollationParameters(TOKENS, 2, List.of(), 0, 100, 0, 3, 10, 0);

    private final FakeCorpus corpus = new FakeCorpus(TOKENS, 1);

    private void add(int[] tokens, double... activations) {
        int[] at = {0};
        corpus.add(tokens, corpus.excerpts.size(), () -> activations[at[0]++]);
    }

    private List<String> hardNegatives() {
        return Collated.layer(corpus, PARAMETERS).neuron(0).excerpts().stream()
                .filter(excerpt -> excerpt.set() == ExcerptSet.HARD_NEGATIVE)
                .peek(excerpt -> assertThat(excerpt.split()).isEqualTo(Split.NONE))
                .map(excerpt -> excerpt.excerpt().id().toString())
                .toList();
    }

    @Test
    void theyShareTheTokensOnWhichTheTopExcerptsFireTheHardestFirst() {
        // Given: fires on 7 in both, on 8 in one, on 9 not enough
        add(new int[] {1, 7, 8, 9}, 0, 8, 4, 2);
        add(new int[] {1, 7, 7, 9}, 0, 8, 8, 0);
        add(new int[] {1, 8, 2, 2}, 0, 1, 0, 0); // 0/2: weighs 1
        add(new int[] {1, 2, 9, 2}, 0, 1, 0, 0); // 1/0: 9 weighs nothing
        add(new int[] {1, 7, 8, 2}, 0, 1, 0, 0); // 1/1: weighs 3
        add(new int[] {1, 7, 7, 7}, 0, 1, 0, 0); // 1/2: weighs 2, the same token counts once
        add(new int[] {7, 2, 2, 2}, 8, 1, 0, 0); // 2/0: position 0 counts in nothing

        // When, then
        assertThat(hardNegatives()).containsExactly("1/1", "1/2", "0/2");
    }

    @Test
    void onlyThoseOnWhichTheNeuronIsSilent() {
        // Given
        add(new int[] {1, 7, 2, 2}, 0, 10, 0, 0);
        add(new int[] {1, 7, 2, 2}, 0, 10, 0, 0);
        add(new int[] {1, 7, 3, 2}, 0, 3, 0, 0); // as much as 0.3 of the maximum
        add(new int[] {1, 7, 4, 2}, 0, 2.875, 0, 0);

        // When, then
        assertThat(hardNegatives()).containsExactly("1/0");
    }

    @Test
    void aNeuronThatNeverFiresHasNone() {
        for (int i = 0; i < 20; i++) {
            add(new int[] {1, 7, 2, 2}, 0, -1, -2, -3);
        }
        assertThat(hardNegatives()).isEmpty();
    }

    @Test
    void thereAreNoMoreThanWanted() {
        // Given
        Random random = new Random(2);
        add(new int[] {1, 7, 2, 2}, 0, 10, 0, 0);
        add(new int[] {1, 7, 2, 2}, 0, 10, 0, 0);
        for (int i = 0; i < 50; i++) {
            add(new int[] {1, random.nextInt(50), 7, random.nextInt(50)}, 0, 1, 1, 1);
        }

        // When, then
        assertThat(hardNegatives()).hasSize(3).doesNotHaveDuplicates();
    }
}
