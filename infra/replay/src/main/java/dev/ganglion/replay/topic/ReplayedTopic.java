package dev.ganglion.replay.topic;

import dev.ganglion.replay.plan.Bounds;
import dev.ganglion.replay.plan.ReplayStart;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic on the broker, as whoever creates or watches a replay sees it. Safe for any number of threads. */
public final class ReplayedTopic implements AutoCloseable {

    private static final int SECONDS = 30;

    private final Admin admin;
    private final String topic;

    /** @param broker how it is reached */
    public ReplayedTopic(Map<String, Object> broker, String topic) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
        this.admin = Admin.create(settings);
        this.topic = topic;
    }

    /**
     * Where a replay that begins there begins and ends now. Offsets outside the log are moved to its ends.
     *
     * @throws IllegalArgumentException with one sentence, if the topic or a named partition does not exist
     */
    public Bounds bounds(ReplayStart start) throws InterruptedException {
        Map<Integer, Long> first = logStart();
        Map<Integer, Long> end = offsets(first, OffsetSpec.latest());
        if (start instanceof ReplayStart.Since since) {
            Map<Integer, Long> found =
                    offsets(first, OffsetSpec.forTimestamp(since.time().toEpochMilli()));
            // -1: nothing is that new.
            found.replaceAll((partition, offset) -> offset < 0 ? end.get(partition) : offset);
            return new Bounds(found, end);
        }
        if (start instanceof ReplayStart.Offsets named) {
            Map<Integer, Long> from = new TreeMap<>();
            Map<Integer, Long> until = new TreeMap<>();
            named.offsets().forEach((partition, offset) -> {
                if (!first.containsKey(partition)) {
                    throw new IllegalArgumentException("--from: topic " + topic + " has no partition " + partition
                            + ", its partitions are 0 to " + (first.size() - 1));
                }
                from.put(partition, Math.min(Math.max(offset, first.get(partition)), end.get(partition)));
                until.put(partition, end.get(partition));
            });
            return new Bounds(from, until);
        }
        return new Bounds(first, end);
    }

    /** By partition, the oldest offset that is still there. */
    public Map<Integer, Long> logStart() throws InterruptedException {
        Map<Integer, Long> partitions = new TreeMap<>();
        answer("topic " + topic, admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .forEach(partition -> partitions.put(partition.partition(), 0L));
        return offsets(partitions, OffsetSpec.earliest());
    }

    private Map<Integer, Long> offsets(Map<Integer, Long> partitions, OffsetSpec which) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.keySet().forEach(partition -> asked.put(new TopicPartition(topic, partition), which));
        Map<TopicPartition, ListOffsetsResultInfo> told =
                answer("topic " + topic, admin.listOffsets(asked).all());
        Map<Integer, Long> offsets = new TreeMap<>();
        told.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
        return offsets;
    }

    /** By partition, what the group has committed; without those of which it has committed nothing. */
    public Map<Integer, Long> committed(String group) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> told =
                answer("group " + group, admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<Integer, Long> committed = new TreeMap<>();
        told.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(topic)) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    /**
     * Puts the empty group where the replay begins: it would begin with the oldest record otherwise. Partitions that are not
     * replayed are put at their end, so that nobody reads them.
     *
     * @throws IllegalArgumentException with one sentence, if the group has members
     */
    public void commitStart(String group, Bounds bounds) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        offsets(logStart(), OffsetSpec.latest()).forEach((partition, end) -> {
            long start = bounds.from().getOrDefault(partition, end);
            starts.put(new TopicPartition(topic, partition), new OffsetAndMetadata(start));
        });
        answer("group " + group, admin.alterConsumerGroupOffsets(group, starts).all(), failure -> {
            if (failure instanceof UnknownMemberIdException) {
                return new IllegalArgumentException("--id: the consumer group " + group
                        + " has members, but no replay of this name is known: choose another name");
            }
            return null;
        });
    }

    private <T> T answer(String what, KafkaFuture<T> future) throws InterruptedException {
        return answer(what, future, failure -> null);
    }

    private <T> T answer(String what, KafkaFuture<T> future, Function<Throwable, RuntimeException> known)
            throws InterruptedException {
        try {
            return future.get(2 * SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            RuntimeException sentence = known.apply(e.getCause());
            if (sentence != null) {
                throw sentence;
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalArgumentException("topic " + topic + " does not exist: there is nothing to replay", e);
            }
            throw new UnavailableException(
                    "the broker does not answer about " + what + " ("
                            + e.getCause().getMessage() + ")",
                    e);
        } catch (TimeoutException e) {
            throw new UnavailableException("the broker does not answer about " + what, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
