package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledExcerptsTest {

    /** Documents of ten excerpts each. */
    private static ExcerptSource source(int excerpts, AtomicInteger readings) {
        return () -> {
            readings.incrementAndGet();
            return new ExcerptCursor() {
                private int next;

                @Override
                public Excerpt next() {
                    if (next == excerpts) {
                        return null;
                    }
                    ExcerptId id = new ExcerptId(next / 10, next % 10);
                    return new Excerpt(id, new int[] {next++, 1}, 7);
                }

                @Override
                public CorpusCounts counts() {
                    return new CorpusCounts((next + 9) / 10, next, 2L * next, 0, 0);
                }

                @Override
                public void close() {}
            };
        };
    }

    private static List<Integer> drawn(int excerpts, int size, long seed) throws InterruptedException {
        return tokens(
                SampledExcerpts.draw(source(excerpts, new AtomicInteger()), new CorpusSample(size, seed), read -> {}));
    }

    private static List<Integer> tokens(ExcerptSource source) {
        List<Integer> tokens = new ArrayList<>();
        try (ExcerptCursor cursor = source.open()) {
            for (Excerpt excerpt = cursor.next(); excerpt != null; excerpt = cursor.next()) {
                tokens.add(excerpt.token(0));
            }
        }
        return tokens;
    }

    @Property(tries = 50)
    void asManyAsAreAskedForInTheirOrder(
            @ForAll @IntRange(min = 1, max = 500) int excerpts,
            @ForAll @IntRange(min = 1, max = 600) int size,
            @ForAll long seed)
            throws InterruptedException {
        List<Integer> drawn = drawn(excerpts, size, seed);
        assertThat(drawn)
                .hasSize(Math.min(size, excerpts))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Property(tries = 50)
    void theSameOnesForTheSameSeedAndALargerSampleHasThemAll(
            @ForAll @IntRange(min = 1, max = 100) int size, @ForAll long seed) throws InterruptedException {
        List<Integer> drawn = drawn(300, size, seed);
        assertThat(drawn(300, size, seed)).isEqualTo(drawn);
        assertThat(drawn(300, size + 50, seed)).containsAll(drawn);
    }

    @Test
    void moreExcerptsOnlyReplaceSome() throws InterruptedException {
        // Given
        List<Integer> before = drawn(1000, 100, 0);

        // When
        List<Integer> after = drawn(1100, 100, 0);

        // Then
        assertThat(after.stream().filter(token -> token < 1000)).isSubsetOf(before);
        assertThat(after.stream().filter(token -> token >= 1000)).isNotEmpty();
    }

    @Test
    void everyPlaceIsAsLikely() throws InterruptedException {
        // Given
        int[] drawn = new int[100];

        // When
        for (int seed = 0; seed < 1000; seed++) {
            drawn(100, 20, seed).forEach(token -> drawn[token]++);
        }

        // Then: 200 are expected of each, with a standard deviation of 12.6
        for (int count : drawn) {
            assertThat(count).isBetween(140, 260);
        }
    }

    @Test
    void theSourceIsReadOnce() throws InterruptedException {
        // Given
        AtomicInteger readings = new AtomicInteger();
        AtomicLong told = new AtomicLong();

        // When
        SampledExcerpts sample = SampledExcerpts.draw(source(3000, readings), new CorpusSample(10, 1), told::set);

        // Then
        assertThat(tokens(sample)).isEqualTo(tokens(sample)).hasSize(10);
        assertThat(readings).hasValue(1);
        assertThat(told).hasValue(3000);
        assertThat(sample.size()).isEqualTo(10);
        assertThat(sample.corpus()).isEqualTo(new CorpusCounts(300, 3000, 6000, 0, 0));
    }

    @Test
    void aSampleKnowsWhatItGaveOut() throws InterruptedException {
        // Given
        SampledExcerpts all =
                SampledExcerpts.draw(source(25, new AtomicInteger()), new CorpusSample(30, 0), read -> {});

        // When
        try (ExcerptCursor cursor = all.open()) {
            for (int i = 0; i < 21; i++) {
                cursor.next();
            }

            // Then
            assertThat(cursor.counts()).isEqualTo(new CorpusCounts(3, 21, 42, 0, 0));
        }
    }

    @Test
    void theDrawingCanBeEnded() {
        assertThatThrownBy(
                        () -> SampledExcerpts.draw(source(5000, new AtomicInteger()), new CorpusSample(10, 0), read -> {
                            throw new InterruptedException();
                        }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void aSampleIsAnotherCorpusThanTheWhole(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("c.txt"), "abc");
        Corpus whole = Corpus.open(file);

        // When
        Corpus sample = whole.sampled(new CorpusSample(5, 3));

        // Then
        assertThat(sample.digest())
                .isEqualTo(sha256("ganglion corpus sample 1\nexcerpts=5 seed=3\n" + whole.digest()))
                .isNotEqualTo(whole.sampled(new CorpusSample(5, 4)).digest())
                .isNotEqualTo(whole.sampled(new CorpusSample(6, 3)).digest());
        assertThat(sample.name()).isEqualTo("c.txt (sample of 5, seed 3)");
        assertThat(whole.name()).isEqualTo("c.txt");
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(CorpusFile.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theChoiceNeverChanges() throws InterruptedException {
        assertThat(drawn(1000, 5, 0)).containsExactly(261, 338, 630, 877, 908);
    }
}
