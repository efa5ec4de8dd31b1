package dev.ganglion.cli.offsets;

import dev.ganglion.cli.terminal.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a broker about groups and offsets, and has a sentence for whatever it does not answer. Used by one thread. */
final class Broker implements AutoCloseable {

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private static final int SECONDS = 15;

    private final String address;
    private final Admin admin;

    Broker(String address) {
        this.address = address;
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(SECONDS * 1000));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(SECONDS * 1000 / 2));
        try {
            this.admin = Admin.create(settings);
        } catch (KafkaException e) {
            throw Refusal.badInput("\"" + address + "\" is no broker's address: write HOST:PORT");
        }
    }

    SortedSet<String> groups() throws InterruptedException {
        SortedSet<String> names = new TreeSet<>();
        answer(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
                .forEach(listing -> names.add(listing.groupId()));
        return names;
    }

    Set<String> topics() throws InterruptedException {
        return answer(admin.listTopics().names());
    }

    ConsumerGroupDescription describe(String group) throws InterruptedException {
        try {
            return get(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                throw Refusal.badInput("the broker at " + address + " has no group " + group
                        + ": infra/ganglion offsets list shows those that it has");
            }
            throw silent(e.getCause());
        }
    }

    Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((place, offset) -> {
                    if (offset != null) {
                        committed.put(place, offset.offset());
                    }
                });
        return committed;
    }

    SortedSet<TopicPartition> partitions(Collection<String> topics) throws InterruptedException {
        SortedSet<TopicPartition> places = new TreeSet<>(ORDER);
        try {
            get(admin.describeTopics(topics).allTopicNames()).values().forEach(topic -> topic.partitions()
                    .forEach(partition -> places.add(new TopicPartition(topic.name(), partition.partition()))));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw Refusal.badInput("the broker at " + address + " has no topic " + String.join(" or ", topics));
            }
            throw silent(e.getCause());
        }
        return places;
    }

    /** What a specification means at each place; −1 where it names a time after which nothing was written. */
    SortedMap<TopicPartition, Long> offsets(Collection<TopicPartition> places, OffsetSpec spec)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        places.forEach(place -> specs.put(place, spec));
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(ORDER);
        answer(admin.listOffsets(specs).all()).forEach((place, info) -> offsets.put(place, info.offset()));
        return offsets;
    }

    /** Commits for a group that has no member; false if it has one. */
    boolean commit(String group, Map<TopicPartition, Long> offsets) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        offsets.forEach((place, offset) -> all.put(place, new OffsetAndMetadata(offset)));
        try {
            get(admin.alterConsumerGroupOffsets(group, all).all());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException || e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw silent(e.getCause());
        }
    }

    private <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return get(future);
        } catch (ExecutionException e) {
            throw silent(e.getCause());
        }
    }

    private <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw silent(e);
        }
    }

    private Refusal silent(Throwable why) {
        return Refusal.failed(
                "the broker at " + address + " does not answer: "
                        + Objects.requireNonNullElse(
                                why.getMessage(), why.getClass().getSimpleName()),
                why);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
