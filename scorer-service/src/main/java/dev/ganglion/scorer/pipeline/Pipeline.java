package dev.ganglion.scorer.pipeline;

import dev.ganglion.events.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker what waits for whom. The answer is kept for two seconds: however many look at it, the broker is asked once.
 * May be called from any thread; the asking is done on a worker thread.
 */
@ApplicationScoped
public class Pipeline {

    private static final int SECONDS = 5;
    private static final int MOST_GROUPS = 100;
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final List<String> SERVICES =
            List.of("explainer", "simulator", "scorer", "projection", "replay", "activation");
    private static final List<String> TOPICS =
            List.of(Topics.NEURON_ACTIVATIONS, Topics.EXPLANATIONS, Topics.SIMULATIONS, Topics.SCORES);

    private final Map<String, Object> settings;
    private Uni<PipelineState> answer;
    private long askedAt;
    private Admin admin;

    Pipeline(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 500);
    }

    /** How far everything is; fails if the broker does not say so within seconds. */
    public Uni<PipelineState> state() {
        return answer().ifNoItem().after(Duration.ofSeconds(2 * SECONDS)).fail();
    }

    private synchronized Uni<PipelineState> answer() {
        if (answer == null || System.nanoTime() - askedAt > FRESH.toNanos()) {
            askedAt = System.nanoTime();
            answer = Uni.createFrom()
                    .item(this::ask)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .memoize()
                    .indefinitely();
        }
        return answer;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    /** Connected when it is needed first. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    private PipelineState ask() {
        try {
            List<String> groups =
                    admin()
                            .listGroups(ListGroupsOptions.forConsumerGroups())
                            .all()
                            .get(SECONDS, TimeUnit.SECONDS)
                            .stream()
                            .map(GroupListing::groupId)
                            .filter(group -> SERVICES.contains(group.replaceFirst("\\..*", "")))
                            .sorted()
                            .limit(MOST_GROUPS)
                            .toList();
            Map<String, Integer> members = members(groups);
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(groups);
            Map<TopicPartition, Long> begins = offsets(OffsetSpec.earliest(), committed);
            Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest(), committed);
            return new PipelineState(sizes(begins, ends), progress(groups, members, committed, begins, ends));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not say how far the groups are", e);
        }
    }

    private Map<String, Integer> members(List<String> groups)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, ConsumerGroupDescription> descriptions =
                admin().describeConsumerGroups(groups).all().get(SECONDS, TimeUnit.SECONDS);
        return descriptions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().members().size()));
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(List<String> groups)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, ListConsumerGroupOffsetsSpec> all = groups.stream()
                .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
        return all.isEmpty()
                ? Map.of()
                : admin().listConsumerGroupOffsets(all).all().get(SECONDS, TimeUnit.SECONDS);
    }

    /** Of the topics of the work, and of all that a group has committed. */
    private Map<TopicPartition, Long> offsets(
            OffsetSpec which, Map<String, Map<TopicPartition, OffsetAndMetadata>> committed)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(place -> wanted.put(place, which)));
        admin().describeTopics(existing())
                .allTopicNames()
                .get(SECONDS, TimeUnit.SECONDS)
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition ->
                                wanted.put(new TopicPartition(topic.name(), partition.partition()), which)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin().listOffsets(wanted)
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((place, found) -> offsets.put(place, found.offset()));
        return offsets;
    }

    private List<String> existing() throws InterruptedException, ExecutionException, TimeoutException {
        var names = admin().listTopics().names().get(SECONDS, TimeUnit.SECONDS);
        return TOPICS.stream().filter(names::contains).toList();
    }

    private static List<TopicSize> sizes(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        return TOPICS.stream()
                .map(topic -> new TopicSize(
                        topic,
                        ends.entrySet().stream()
                                .filter(end -> end.getKey().topic().equals(topic))
                                .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                                .sum()))
                .toList();
    }

    private static List<GroupProgress> progress(
            List<String> groups,
            Map<String, Integer> members,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        List<GroupProgress> all = new ArrayList<>();
        for (String group : groups) {
            Map<TopicPartition, OffsetAndMetadata> offsets = committed.getOrDefault(group, Map.of());
            offsets.keySet().stream()
                    .map(TopicPartition::topic)
                    .distinct()
                    .sorted()
                    .forEach(topic -> {
                        long records = 0;
                        long waiting = 0;
                        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                            TopicPartition place = end.getKey();
                            if (place.topic().equals(topic)) {
                                long begin = begins.getOrDefault(place, 0L);
                                OffsetAndMetadata offset = offsets.get(place);
                                records += end.getValue() - begin;
                                waiting += end.getValue() - (offset == null ? begin : Math.max(begin, offset.offset()));
                            }
                        }
                        all.add(new GroupProgress(group, topic, members.getOrDefault(group, 0), records, waiting));
                    });
        }
        all.sort(Comparator.comparingInt((GroupProgress each) -> SERVICES.indexOf(each.service()))
                .thenComparing(GroupProgress::group)
                .thenComparing(GroupProgress::topic));
        return all;
    }
}
