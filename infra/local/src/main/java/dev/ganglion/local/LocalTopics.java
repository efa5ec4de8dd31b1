package dev.ganglion.local;

import dev.ganglion.events.Topics;
import dev.ganglion.events.Topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;

/** Makes the topics on a broker of one node. */
public final class LocalTopics {

    /** Partitions of every topic on a machine of a few cores. */
    public static final int PARTITIONS = 4;

    /** Bytes: room for the largest event and its headers. */
    private static final int LARGEST_RECORD = 1024 * 1024;

    private static final int SECONDS = 60;
    private static final int PAUSE_MILLIS = 50;

    private LocalTopics() {}

    /**
     * Makes the topics that are not there.
     *
     * @param partitions of each; all have the same, since the key is the neuron everywhere
     * @throws LocalException if a topic is there with another number of partitions
     */
    public static void create(String bootstrapServers, Collection<Topic> topics, int partitions) {
        try (Admin admin = AdminClient.open(bootstrapServers)) {
            List<String> present = new ArrayList<>(admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS));
            present.retainAll(topics.stream().map(Topic::name).toList());
            for (TopicDescription topic : admin.describeTopics(present)
                    .allTopicNames()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .values()) {
                if (topic.partitions().size() != partitions) {
                    throw new LocalException("topic " + topic.name() + " has "
                            + topic.partitions().size() + " partitions, and should have " + partitions
                            + ": delete the broker's data directory, or make the topic anew");
                }
            }
            List<NewTopic> absent = topics.stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(topic -> newTopic(topic, partitions))
                    .toList();
            admin.createTopics(absent).all().get(SECONDS, TimeUnit.SECONDS);
            awaitLeaders(admin, absent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while making the topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalException(
                    "the broker at " + bootstrapServers + " does not make the topics: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the broker serves every partition. Before that it may refuse a producer's first batch and take its second,
     * whose number then bars the first until it expires: KAFKA-15591.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            try {
                admin.listOffsets(partitions).all().get(SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                // A topic that the broker has not heard of yet is no reason for Kafka's client to ask again.
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > until) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static NewTopic newTopic(Topic topic, int partitions) {
        // A dead letter is a record as it was read, and headers that say why.
        int largest = Topics.DEAD_LETTERS.contains(topic.name()) ? 2 * LARGEST_RECORD : LARGEST_RECORD;
        return new NewTopic(topic.name(), partitions, (short) 1)
                .configs(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(largest),
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retentionMillis()),
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE));
    }
}
