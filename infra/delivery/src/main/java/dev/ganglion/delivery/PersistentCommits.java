package dev.ganglion.delivery;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaThrottledLatestProcessedCommit;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * SmallRye's throttled commits, made again when they fail for a while: during a cooperative rebalance no offset can be
 * committed. SmallRye says "it will be re-attempted", and does that with the next record of the partition. At the end of a
 * topic there is none: the lag would never close, and a replay never end.
 */
@ApplicationScoped
@Identifier(PersistentCommits.NAME)
class PersistentCommits implements KafkaCommitHandler.Factory {

    /** As it is in {@code microprofile-config.properties}. */
    static final String NAME = "throttled-persistent";

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final KafkaCommitHandler.Factory throttled = new KafkaThrottledLatestProcessedCommit.Factory();

    @Override
    public KafkaCommitHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return throttled.create(config, vertx, persistent(consumer), reportFailure);
    }

    /** The same consumer, but that it commits until it has. */
    static KafkaConsumer<?, ?> persistent(KafkaConsumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> latest = new ConcurrentHashMap<>();
        return (KafkaConsumer<?, ?>) Proxy.newProxyInstance(
                PersistentCommits.class.getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (proxy, method, arguments) -> method.getName().equals("commit")
                        ? commit(consumer, arguments[0], latest)
                        : call(consumer, method, arguments));
    }

    @SuppressWarnings("unchecked")
    private static Uni<Void> commit(
            KafkaConsumer<?, ?> consumer, Object offsets, Map<TopicPartition, OffsetAndMetadata> latest) {
        return commit(consumer, (Map<TopicPartition, OffsetAndMetadata>) offsets, latest);
    }

    private static <K, V> Uni<Void> commit(
            KafkaConsumer<K, V> consumer,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Map<TopicPartition, OffsetAndMetadata> latest) {
        // SmallRye may have a later commit under way when this one is made again, and it must not undo that.
        offsets.forEach((partition, offset) -> latest.merge(partition, offset, PersistentCommits::later));
        Function<Consumer<K, V>, Void> attempt = polling -> {
            // Another process may be further by now on what was taken away meanwhile.
            latest.keySet().retainAll(polling.assignment());
            Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(latest);
            ours.keySet().retainAll(offsets.keySet());
            if (!ours.isEmpty()) {
                polling.commitSync(ours);
            }
            return null;
        };
        return Uni.createFrom()
                .deferred(() -> consumer.runOnPollingThread(attempt))
                .onFailure(failure ->
                        failure instanceof RebalanceInProgressException || failure instanceof RetriableException)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private static OffsetAndMetadata later(OffsetAndMetadata one, OffsetAndMetadata other) {
        return one.offset() > other.offset() ? one : other;
    }

    private static Object call(KafkaConsumer<?, ?> consumer, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
