package dev.ganglion.cli.offsets;

import dev.ganglion.cli.terminal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** The broker's consumer groups: where they are, and where a stopped one is to go on. Used by one thread. */
final class Groups implements AutoCloseable {

    private static final String IT_KNOWS = "stop what reads, and wait until the broker knows (about 10 s after a kill)";

    private final Broker broker;

    /**
     * @param bootstrap the broker's address, host:port
     */
    Groups(String bootstrap) {
        this.broker = new Broker(bootstrap);
    }

    /**
     * A group in a list.
     *
     * @param state as the broker names it: Stable, Empty, …
     * @param members how many processes read for it
     * @param lag records that it has still before it, of all the topics that it has committed to
     */
    record Summary(String group, String state, int members, long lag) {}

    /** All groups, by name. */
    List<Summary> all() throws InterruptedException {
        List<Summary> summaries = new ArrayList<>();
        for (String name : broker.groups()) {
            ConsumerGroupDescription group = broker.describe(name);
            summaries.add(new Summary(
                    name,
                    group.groupState().toString(),
                    group.members().size(),
                    positions(group).stream().mapToLong(GroupPosition::lag).sum()));
        }
        return summaries;
    }

    /**
     * Where a group is, by topic and partition.
     *
     * @throws Refusal if there is no such group
     */
    List<GroupPosition> positions(String group) throws InterruptedException {
        return positions(broker.describe(group));
    }

    private List<GroupPosition> positions(ConsumerGroupDescription group) throws InterruptedException {
        Map<TopicPartition, Long> committed = broker.committed(group.groupId());
        Map<TopicPartition, String> members = new HashMap<>();
        for (MemberDescription member : group.members()) {
            member.assignment().topicPartitions().forEach(place -> members.put(place, member.clientId()));
        }
        SortedSet<TopicPartition> places = new TreeSet<>(Broker.ORDER);
        places.addAll(committed.keySet());
        places.addAll(members.keySet());
        // A group keeps the offsets of topics that were deleted since.
        Set<String> topics = broker.topics();
        places.removeIf(place -> !topics.contains(place.topic()));
        Map<TopicPartition, Long> begin = broker.offsets(places, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = broker.offsets(places, OffsetSpec.latest());
        return places.stream()
                .map(place -> new GroupPosition(
                        place.topic(),
                        place.partition(),
                        committed.get(place),
                        begin.get(place),
                        end.get(place),
                        members.get(place)))
                .toList();
    }

    /**
     * What a reset would do, by topic and partition.
     *
     * @param topic only this one; null for all that the group has committed to
     * @throws Refusal if there is no such group, it has members, or it knows no such topic or partition
     */
    List<Move> plan(String group, String topic, ResetTarget target) throws InterruptedException {
        refuseWhileItRuns(broker.describe(group));
        Map<TopicPartition, Long> committed = broker.committed(group);
        Collection<String> topics = topics(group, topic, committed.keySet());
        if (target instanceof ResetTarget.Explicit && topics.size() > 1) {
            throw Refusal.badInput(group + " reads " + String.join(", ", topics) + ": say with --topic which of them");
        }
        SortedSet<TopicPartition> places = broker.partitions(topics);
        SortedMap<TopicPartition, Long> begin = broker.offsets(places, OffsetSpec.earliest());
        SortedMap<TopicPartition, Long> end = broker.offsets(places, OffsetSpec.latest());
        Map<TopicPartition, Long> wanted = wanted(target, begin, end);
        return places.stream()
                .filter(wanted::containsKey)
                .map(place -> Move.clamped(
                        place.topic(),
                        place.partition(),
                        committed.get(place),
                        wanted.get(place),
                        begin.get(place),
                        end.get(place)))
                .toList();
    }

    /**
     * Commits the offsets.
     *
     * @throws Refusal if the group got a member since; nothing was changed
     */
    void commit(String group, List<Move> moves) throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        moves.forEach(move -> offsets.put(new TopicPartition(move.topic(), move.partition()), move.to()));
        if (!broker.commit(group, offsets)) {
            refuseWhileItRuns(broker.describe(group));
            throw Refusal.badInput(group + " had a member in that moment, and nothing was changed: " + IT_KNOWS);
        }
    }

    private static void refuseWhileItRuns(ConsumerGroupDescription group) {
        if (group.members().isEmpty()
                && (group.groupState() == GroupState.EMPTY || group.groupState() == GroupState.DEAD)) {
            return;
        }
        String members = group.members().stream().map(Groups::title).sorted().collect(Collectors.joining(", "));
        throw Refusal.badInput(group.groupId() + " has "
                + (members.isEmpty()
                        ? "the state " + group.groupState()
                        : (group.members().size() == 1
                                        ? "a member, "
                                        : group.members().size() + " members, ")
                                + members)
                + ": " + IT_KNOWS);
    }

    private static String title(MemberDescription member) {
        int partitions = member.assignment().topicPartitions().size();
        return member.clientId() + " at " + member.host().replaceFirst("^/", "") + " with " + partitions
                + (partitions == 1 ? " partition" : " partitions");
    }

    private static Collection<String> topics(String group, String topic, Set<TopicPartition> committed) {
        Set<String> known =
                committed.stream().map(TopicPartition::topic).collect(Collectors.toCollection(TreeSet::new));
        if (topic == null && known.isEmpty()) {
            throw Refusal.badInput(group + " has committed nothing yet: say with --topic what it is to read");
        }
        if (topic != null && !known.isEmpty() && !known.contains(topic)) {
            throw Refusal.badInput(group + " does not read " + topic + ": it reads " + String.join(", ", known));
        }
        return topic == null ? known : List.of(topic);
    }

    private Map<TopicPartition, Long> wanted(
            ResetTarget target, SortedMap<TopicPartition, Long> begin, SortedMap<TopicPartition, Long> end)
            throws InterruptedException {
        if (target instanceof ResetTarget.Earliest) {
            return begin;
        }
        if (target instanceof ResetTarget.Latest) {
            return end;
        }
        if (target instanceof ResetTarget.Since since) {
            Map<TopicPartition, Long> found = broker.offsets(
                    begin.keySet(), OffsetSpec.forTimestamp(since.when().toEpochMilli()));
            // All that is there is older.
            found.replaceAll((place, offset) -> offset < 0 ? end.get(place) : offset);
            return found;
        }
        return explicit((ResetTarget.Explicit) target, begin);
    }

    private static Map<TopicPartition, Long> explicit(
            ResetTarget.Explicit target, SortedMap<TopicPartition, Long> begin) {
        String topic = begin.firstKey().topic();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        target.byPartition().forEach((partition, offset) -> {
            TopicPartition place = new TopicPartition(topic, partition);
            if (!begin.containsKey(place)) {
                throw Refusal.badInput(
                        topic + " has no partition " + partition + ": it has 0 to " + (begin.size() - 1));
            }
            wanted.put(place, offset);
        });
        return wanted;
    }

    @Override
    public void close() {
        broker.close();
    }
}
