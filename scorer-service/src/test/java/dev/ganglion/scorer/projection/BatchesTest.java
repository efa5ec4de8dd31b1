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
        IntStream.rangeClosed(1, 6).forEach(subscriber::onNext);
        finish(0);
        finish(1);

        // Then: in order, none larger than three, one at a time
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
    }

    @Test
    void slowWorkIsAskedForNoMoreThanTwoBatches() {
        // Given
        subscriber.onSubscribe(source);

        // When
        IntStream.rangeClosed(1, 6).forEach(subscriber::onNext);

        // Then
        assertThat(source.requested).isEqualTo(6);
        finish(0);
        assertThat(source.requested).isEqualTo(7);
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
