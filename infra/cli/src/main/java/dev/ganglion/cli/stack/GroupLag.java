package dev.ganglion.cli.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records of a topic a consumer group has still before it. */
public final class GroupLag implements AutoCloseable {

    private static final int SECONDS = 10;

    private final Admin admin;

    /**
     * @param bootstrap the broker's address
     */
    public GroupLag(String bootstrap) {
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(SECONDS * 1000));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(SECONDS * 1000 / 2));
        this.admin = Admin.create(settings);
    }

    /**
     * Records between what the group has committed and the topic's end now. A group that has committed nothing has all
     * records before it.
     *
     * @throws UnknownLagException if the broker does not say
     */
    public long of(String group, String topic) throws InterruptedException, UnknownLagException {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .partitions()
                    .forEach(partition -> {
                        TopicPartition place = new TopicPartition(topic, partition.partition());
                        latest.put(place, OffsetSpec.latest());
                        earliest.put(place, OffsetSpec.earliest());
                    });
            Map<TopicPartition, Long> begin = offsets(earliest);
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(SECONDS, TimeUnit.SECONDS);
            return offsets(latest).entrySet().stream()
                    .mapToLong(end -> end.getValue() - position(end.getKey(), committed, begin))
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            throw new UnknownLagException(
                    "the broker does not say how far " + group + " is: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    e);
        }
    }

    private static long position(
            TopicPartition place, Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> begin) {
        OffsetAndMetadata offset = committed.get(place);
        return offset == null ? begin.get(place) : Math.max(offset.offset(), begin.get(place));
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> specs)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(specs).all().get(SECONDS, TimeUnit.SECONDS);
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    /** The broker does not answer; it may do so later. */
    public static final class UnknownLagException extends Exception {

        private static final long serialVersionUID = 1L;

        UnknownLagException(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
