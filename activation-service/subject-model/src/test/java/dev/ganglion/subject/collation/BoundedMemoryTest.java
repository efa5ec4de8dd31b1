package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.corpus.CorpusCounts;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.corpus.ExcerptId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedMemoryTest {

    private static final int MANY = 200_000;
    private static final int BATCH = 32;
    private static final CollationParameters PARAMETERS =
            CollationParameters.defaults().withExcerptTokens(2);

    @Test
    void ofManyExcerptsABoundedNumberIsHeld() {
        // Given
        CorpusScan scan = new CorpusScan(PARAMETERS);
        for (int i = 0; i < MANY; i++) {
            scan.add(excerpt(i));
        }
        scan.finish();
        TableTokens tokens = new TableTokens(scan, Integer.MAX_VALUE);
        LayerCollator collator = new LayerCollator(0, 2, scan, tokens);

        // When
        for (int i = 0; i < MANY; i += BATCH) {
            List<Excerpt> batch = IntStream.range(i, i + BATCH)
                    .mapToObj(BoundedMemoryTest::excerpt)
                    .toList();
            hand(batch, activations -> collator.add(new ExcerptBatch(batch, tokens), activations));
        }
        Collection<Excerpt> picked = collator.pick();

        // Then
        assertThat(scan.candidates().sample()).isEqualTo(1_000);
        assertThat(scan.candidates().random()).hasSize(70);
        assertThat(picked).hasSizeBetween(50, 2 * 55);
    }

    @Test
    void theCorpusIsReadNoFurtherThanTheBatchUnderWay() throws InterruptedException {
        // Given
        Deque<Counting> readings = new ArrayDeque<>();
        List<Long> ahead = new ArrayList<>();
        long[] run = new long[1];
        ActivationSource model = (batch, layers, consumer) -> {
            run[0] += batch.size();
            ahead.add(readings.getLast().read - run[0]);
            hand(batch, activations -> consumer.layer(0, activations));
        };

        // When
        new CollationRun(
                        PARAMETERS,
                        () -> {
                            readings.add(new Counting());
                            return readings.getLast();
                        },
                        model,
                        new TreeSet<>(List.of(0)),
                        2,
                        BATCH,
                        CollationMemory.UNLIMITED,
                        (phase, done, total) -> {})
                .run((layer, neuron, collation) ->
                        assertThat(collation.excerpts()).hasSizeBetween(70, 75));

        // Then
        assertThat(readings).hasSize(2).allMatch(reading -> reading.closed);
        assertThat(ahead).allMatch(excerpts -> excerpts <= 0);
        assertThat(run[0]).isBetween(MANY + 45L, MANY + 2 * 45L);
    }

    private static Excerpt excerpt(int i) {
        return new Excerpt(new ExcerptId(i, 0), new int[] {i % 11, i % 13}, i);
    }

    /** [batch, 2, 2]: rising, so that each excerpt is at first among the top ones, and falling. */
    private static void hand(List<Excerpt> batch, Consumer<NDArray> consumer) {
        float[] all = new float[batch.size() * 4];
        for (int i = 0; i < batch.size(); i++) {
            int value = batch.get(i).id().document();
            all[i * 4 + 2] = value;
            all[i * 4 + 3] = -value;
        }
        FakeCorpus.hand(all, new Shape(batch.size(), 2, 2), consumer);
    }

    private static final class Counting implements ExcerptCursor {

        private int read;
        private boolean closed;

        @Override
        public Excerpt next() {
            return read < MANY ? excerpt(read++) : null;
        }

        @Override
        public CorpusCounts counts() {
            return new CorpusCounts(read, read, 2L * read, 0, 0);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
