package dev.ganglion.benchmarks.surroundings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far topics and groups are. */
public final class TopicWatch implements AutoCloseable {

    private final Admin admin;
    private final int partitions;

    /**
     * @param partitions of each topic
     */
    public TopicWatch(String bootstrapServers, int partitions) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.partitions = partitions;
    }

    /** All of a topic. */
    public List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Records that were ever written to these topics. */
    public long records(Collection<String> topics) throws InterruptedException {
        return get(admin.listOffsets(topics.stream()
                                .flatMap(topic -> partitions(topic).stream())
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all())
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** Records of these topics that the group has done with. */
    public long done(String group, Collection<String> topics) throws InterruptedException {
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(committed -> topics.contains(committed.getKey().topic()) && committed.getValue() != null)
                .mapToLong(committed -> committed.getValue().offset())
                .sum();
    }

    /** Bytes of a topic on the broker's disk. */
    public long bytesOnDisk(String topic) throws InterruptedException {
        return get(admin.describeLogDirs(List.of(brokers())).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private int brokers() throws InterruptedException {
        return get(admin.describeCluster().nodes()).iterator().next().id();
    }

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new BenchmarkException(
                    "the broker does not answer: " + e.getCause().getMessage());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
