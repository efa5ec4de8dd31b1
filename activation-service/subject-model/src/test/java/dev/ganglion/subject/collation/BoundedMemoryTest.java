package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class BoundedMemoryTest {

    private static final int MANY = 200_000;
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
        LayerCollator collator = new LayerCollator(0, 2, scan);

        // When
        for (int i = 0; i < MANY; i++) {
            collator.add(List.of(excerpt(i)), activations(i));
        }
        Collection<Excerpt> picked = collator.pick();

        // Then
        assertThat(scan.sample()).hasSize(1_000);
        assertThat(scan.randomCandidates()).hasSize(70);
        assertThat(picked).hasSizeBetween(50, 2 * 50);
    }

    @Test
    void theCorpusIsReadNoFurtherThanTheBatchUnderWay() throws InterruptedException {
        // Given
        Deque<Counting> readings = new ArrayDeque<>();
        List<Long> ahead = new ArrayList<>();
        long[] run = new long[1];
        ActivationSource model = (batch, consumer) -> {
            run[0] += batch.size();
            ahead.add(readings.getLast().read - run[0]);
            float[] all = new float[batch.size() * 4];
            for (int i = 0; i < batch.size(); i++) {
                System.arraycopy(activations(batch.get(i).id().document()), 0, all, i * 4, 4);
            }
            consumer.layer(0, all);
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
                        32,
                        (phase, done, total) -> {})
                .run((layer, neuron, collation) ->
                        assertThat(collation.excerpts()).hasSize(70));

        // Then
        assertThat(readings).hasSize(2).allMatch(reading -> reading.closed);
        assertThat(ahead).allMatch(excerpts -> excerpts <= 0);
        assertThat(run[0]).isBetween(MANY + 40L, MANY + 2 * 40L);
    }

    private static Excerpt excerpt(int i) {
        return new Excerpt(new ExcerptId(i, 0), new int[] {i % 11, i % 13}, i);
    }

    /** [1, 2, 2]: rising, so that each excerpt is at first among the top ones, and falling. */
    private static float[] activations(int i) {
        return new float[] {0, 0, i, -i};
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
