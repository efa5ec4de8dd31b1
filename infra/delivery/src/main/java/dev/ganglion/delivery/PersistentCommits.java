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
        return (KafkaConsumer<?, ?>) Proxy.newProxyInstance(
                PersistentCommits.class.getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (proxy, method, arguments) -> method.getName().equals("commit")
                        ? commit(consumer, arguments[0])
                        : call(consumer, method, arguments));
    }

    @SuppressWarnings("unchecked")
    private static Uni<Void> commit(KafkaConsumer<?, ?> consumer, Object offsets) {
        return commit(consumer, (Map<TopicPartition, OffsetAndMetadata>) offsets);
    }

    private static <K, V> Uni<Void> commit(
            KafkaConsumer<K, V> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Function<Consumer<K, V>, Void> attempt = polling -> {
            // Another process may be further by now on what was taken away meanwhile.
            Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(offsets);
            ours.keySet().retainAll(polling.assignment());
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

    private static Object call(KafkaConsumer<?, ?> consumer, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
