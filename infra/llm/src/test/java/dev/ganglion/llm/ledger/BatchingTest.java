package dev.ganglion.llm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchingTest {

    private final List<List<Integer>> batches = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    @Test
    void whatComesWhileABatchIsUnderWayGoesTogetherWithTheNext() {
        // Given
        List<CompletableFuture<Void>> gates = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        Batching<Integer, Integer> batching = new Batching<>(10, batch -> {
            batches.add(batch);
            return Uni.createFrom()
                    .completionStage(gates.get(Math.min(batches.size(), 2) - 1))
                    .replaceWith(batch);
        });

        // When
        IntStream.range(0, 14).forEach(i -> batching.add(i, this::record));
        gates.get(0).complete(null);
        gates.get(1).complete(null);

        // Then
        assertThat(batches)
                .containsExactly(
                        List.of(0), IntStream.rangeClosed(1, 10).boxed().toList(), List.of(11, 12, 13));
        assertThat(outcomes)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 14).mapToObj(Integer::toString).toList());
        assertThat(batching.idle()).isTrue();
    }

    @Test
    void anItemThatIsToBlameFailsAlone() {
        // Given
        CompletableFuture<Void> first = new CompletableFuture<>();
        Batching<Integer, Integer> batching = new Batching<>(10, batch -> {
            batches.add(batch);
            if (batch.contains(3)) {
                return Uni.createFrom().failure(new IllegalStateException("three"));
            }
            return batch.contains(0)
                    ? Uni.createFrom().completionStage(first).replaceWith(batch)
                    : Uni.createFrom().item(batch);
        });

        // When
        IntStream.range(0, 6).forEach(i -> batching.add(i, this::record));
        first.complete(null);

        // Then
        assertThat(outcomes).containsExactlyInAnyOrder("0", "1", "2", "three", "4", "5");
    }

    private void record(Integer outcome, Throwable failure) {
        outcomes.add(failure == null ? outcome.toString() : failure.getMessage());
    }
}
