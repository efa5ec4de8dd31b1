package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowSamplerTest {

    private static final int COLUMNS = 8;
    private static final TokenizedText LOW = text("low", 1, 0);
    private static final TokenizedText HIGH = text("high", 3, 10_000);

    @Test
    void aTargetIsTheTokenThatFollows() {
        TokenBatch batch = new WindowSampler(List.of(LOW), 4, COLUMNS, 1).next();

        assertThat(batch.inputs()).hasSize(4 * COLUMNS);
        for (int i = 0; i < batch.inputs().length; i++) {
            assertThat(batch.targets()[i]).isEqualTo(batch.inputs()[i] + 1);
        }
    }

    @Test
    void windowsAreDrawnByShare() {
        WindowSampler sampler = new WindowSampler(List.of(LOW, HIGH), 10, COLUMNS, 1);

        long high = IntStream.range(0, 400)
                .mapToObj(i -> sampler.next())
                .flatMapToLong(batch -> Arrays.stream(batch.inputs()))
                .filter(id -> id >= 10_000)
                .count();

        assertThat(high / (4000.0 * COLUMNS)).isBetween(0.72, 0.78);
    }

    @Test
    void everyWindowOfATextCanBeDrawnUpToTheLastToken() {
        int[] ids = IntStream.rangeClosed(0, COLUMNS + 1).toArray();
        WindowSampler sampler = new WindowSampler(List.of(new TokenizedText("two", 1, ids, ids)), 64, COLUMNS, 1);

        TokenBatch batch = sampler.next();

        assertThat(batch.inputs()).contains(0L).contains(8L);
        assertThat(batch.targets()).contains(9L);
    }

    @Test
    void theSameSeedDrawsTheSameWindowsAndAnotherSeedOthers() {
        assertThat(first(5)).isEqualTo(first(5)).isNotEqualTo(first(6));
    }

    @Test
    void validationWindowsDoNotOverlapAndAreNeverTrainedOn() {
        WindowSampler sampler = new WindowSampler(List.of(LOW), 3, COLUMNS, 1);

        List<TokenBatch> batches = sampler.validation(LOW);

        long[] ids = batches.stream()
                .flatMapToLong(batch -> Arrays.stream(batch.inputs()))
                .toArray();
        assertThat(ids).hasSize(6 * COLUMNS).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ids)).allMatch(id -> id >= 1000);
        assertThat(batches).extracting(TokenBatch::rows).containsExactly(3, 3);
    }

    @Test
    void aTextTooShortForAWindowIsRefusedByName() {
        TokenizedText brief = new TokenizedText("haiku", 1, new int[500], new int[COLUMNS]);

        assertThatThrownBy(() -> new WindowSampler(List.of(LOW, brief), 4, COLUMNS, 1))
                .isInstanceOf(UnusableInput.class)
                .hasMessage("The text haiku is too short: its last 2 % are 8 tokens, and a window takes 9;"
                        + " leave it out or ask for a shorter --context.");
    }

    private static long[] first(long seed) {
        return new WindowSampler(List.of(LOW, HIGH), 4, COLUMNS, seed).next().inputs();
    }

    /** Training ids from {@code base}, validation ids from {@code base} + 1000. */
    private static TokenizedText text(String name, double share, int base) {
        return new TokenizedText(
                name,
                share,
                IntStream.range(base, base + 1000).toArray(),
                IntStream.range(base + 1000, base + 1050).toArray());
    }
}
