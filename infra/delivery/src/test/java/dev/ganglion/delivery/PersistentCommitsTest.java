package dev.ganglion.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PersistentCommitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicPartition OURS = new TopicPartition("explanations", 0);
    private static final TopicPartition TAKEN_AWAY = new TopicPartition("explanations", 1);

    private final Queue<RuntimeException> failures = new ArrayDeque<>();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            super.commitSync(offsets);
        }
    };

    @Test
    void aCommitThatMeetsARebalanceIsMadeAgain() {
        // Given
        kafka.assign(List.of(OURS));
        failures.addAll(List.of(new RebalanceInProgressException(), new TimeoutException("the broker is away")));

        // When
        commit(Map.of(OURS, new OffsetAndMetadata(7)));

        // Then
        assertThat(failures).isEmpty();
        assertThat(committed(OURS)).isEqualTo(new OffsetAndMetadata(7));
    }

    @Test
    void aCommitThatIsMadeAgainDoesNotUndoALaterOne() {
        // Given
        kafka.assign(List.of(OURS));
        failures.add(new RebalanceInProgressException());
        KafkaConsumer<?, ?> consumer = PersistentCommits.persistent(smallRyes());

        // When
        CompletableFuture<Void> first =
                consumer.commit(Map.of(OURS, new OffsetAndMetadata(7))).subscribeAsCompletionStage();
        consumer.commit(Map.of(OURS, new OffsetAndMetadata(8))).await().atMost(PATIENCE);
        assertThat(first).succeedsWithin(PATIENCE);

        // Then
        assertThat(committed(OURS)).isEqualTo(new OffsetAndMetadata(8));
    }

    @Test
    void whatWasTakenAwayMeanwhileIsNotCommitted() {
        // Given
        kafka.assign(List.of(OURS));

        // When
        commit(Map.of(OURS, new OffsetAndMetadata(7), TAKEN_AWAY, new OffsetAndMetadata(8)));

        // Then
        assertThat(committed(OURS)).isEqualTo(new OffsetAndMetadata(7));
        assertThat(committed(TAKEN_AWAY)).isNull();
    }

    @Test
    void aCommitThatCannotPassFails() {
        // Given
        kafka.assign(List.of(OURS));
        failures.add(new CommitFailedException("no longer a member"));

        // When // Then
        assertThatThrownBy(() -> commit(Map.of(OURS, new OffsetAndMetadata(7))))
                .isInstanceOf(CommitFailedException.class);
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        PersistentCommits.persistent(smallRyes()).commit(offsets).await().atMost(PATIENCE);
    }

    private OffsetAndMetadata committed(TopicPartition partition) {
        return kafka.committed(Set.of(partition)).get(partition);
    }

    /** SmallRye's consumer, as far as it is used: it does what it is told on the one thread that there is. */
    @SuppressWarnings("unchecked")
    private KafkaConsumer<byte[], byte[]> smallRyes() {
        return (KafkaConsumer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (proxy, method, arguments) -> Uni.createFrom()
                        .item(() -> ((Function<Consumer<byte[], byte[]>, Object>) arguments[0]).apply(kafka)));
    }
}
