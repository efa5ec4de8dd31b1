package dev.ganglion.scorer.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private final List<List<Integer>> batches = new ArrayList<>();
    private final List<UniEmitter<? super Void>> inWork = new ArrayList<>();
    private final Batches<Integer> subscriber =
            new Batches<>(3, batch -> Uni.createFrom().emitter(emitter -> {
                batches.add(batch);
                inWork.add(emitter);
            }));
    private final Source source = new Source();

    /** Counts what is asked for. */
    private static final class Source implements Flow.Subscription {

        private long requested;
        private boolean cancelled;

        @Override
        public void request(long items) {
            requested += items;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @Test
    void aSingleItemDoesNotWaitForOthersAndWhatComesMeanwhileGoesTogether() {
        // Given
        subscriber.onSubscribe(source);

        // When
        IntStream.rangeClosed(1, 7).forEach(subscriber::onNext);
        assertThat(batches).containsExactly(List.of(1), List.of(2));
        finish(1);
        finish(0);

        // Then: begun in order, none larger than three, two at a time
        assertThat(batches).containsExactly(List.of(1), List.of(2), List.of(3, 4, 5), List.of(6, 7));
    }

    @Test
    void slowWorkIsAskedForNoMoreThanThreeBatches() {
        // Given
        subscriber.onSubscribe(source);

        // When
        IntStream.rangeClosed(1, 6).forEach(subscriber::onNext);

        // Then
        assertThat(source.requested).isEqualTo(9);
        finish(0);
        assertThat(source.requested).isEqualTo(10);
    }

    @Test
    void workThatFailsStopsTheReading() {
        // Given
        subscriber.onSubscribe(source);
        subscriber.onNext(1);

        // When
        inWork.get(0).fail(new IllegalStateException("no dead letter can be written"));
        subscriber.onNext(2);

        // Then
        assertThat(source.cancelled).isTrue();
        assertThat(subscriber.hasStopped()).isTrue();
        assertThat(batches).hasSize(1);
    }

    private void finish(int batch) {
        inWork.get(batch).complete(null);
    }
}
