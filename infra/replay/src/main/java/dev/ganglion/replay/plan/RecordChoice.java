package dev.ganglion.replay.plan;

import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.NeuronId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which records a replay works on, by all that is known of a record before its value is read. */
public final class RecordChoice implements Predicate<TopicRecord> {

    private static final String SCORER = "scorer";

    private final List<Predicate<TopicRecord>> conditions;

    private RecordChoice(List<Predicate<TopicRecord>> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    static RecordChoice of(Replay replay) {
        List<Predicate<TopicRecord>> conditions = new ArrayList<>();
        conditions.add(record -> replay.bounds().contains(record.partition(), record.offset()));
        ReplayOptions options = replay.options();
        if (replay.neurons() != null) {
            conditions.add(record -> record.key() != null && replay.neurons().contains(record.key()));
        }
        if (options.has(ReplayOptions.MODEL) || options.has(ReplayOptions.LAYERS)) {
            conditions.add(place(options));
        }
        if (replay.redrives()) {
            conditions.add(failedHere(replay));
            conditions.addAll(deadLetters(options));
        }
        return new RecordChoice(conditions);
    }

    /** By the key, so that nothing else of a record is read; what has no neuron's key is of no model and no layer. */
    private static Predicate<TopicRecord> place(ReplayOptions options) {
        String model = options.get(ReplayOptions.MODEL);
        Layers layers = options.has(ReplayOptions.LAYERS) ? Layers.parse(options.get(ReplayOptions.LAYERS)) : null;
        return record -> {
            try {
                NeuronId neuron = NeuronId.parse(record.key());
                return (model == null || neuron.model().equals(model))
                        && (layers == null || layers.test(neuron.layer()));
            } catch (IllegalArgumentException e) {
                return false;
            }
        };
    }

    /** Of a topic that several recipes and groups write to, those that this replay's own recipe or group wrote. */
    private static Predicate<TopicRecord> failedHere(Replay replay) {
        if (replay.recipe() != null) {
            return record -> replay.recipe().equals(record.header().apply(DeadLetterHeaders.RECIPE));
        }
        return record -> {
            String group = record.header().apply(DeadLetterHeaders.GROUP);
            return SCORER.equals(group) || group != null && group.startsWith(Replay.PREFIX + SCORER);
        };
    }

    private static List<Predicate<TopicRecord>> deadLetters(ReplayOptions options) {
        List<Predicate<TopicRecord>> conditions = new ArrayList<>();
        if (options.has(ReplayOptions.REASON)) {
            String wanted = options.get(ReplayOptions.REASON);
            conditions.add(record -> {
                String reason = record.header().apply(DeadLetterHeaders.REASON);
                return reason != null && reason.contains(wanted);
            });
        }
        if (options.has(ReplayOptions.SINCE)) {
            long since = Instant.parse(options.get(ReplayOptions.SINCE)).toEpochMilli();
            conditions.add(record -> record.timestamp() >= since);
        }
        if (options.has(ReplayOptions.UNTIL)) {
            long until = Instant.parse(options.get(ReplayOptions.UNTIL)).toEpochMilli();
            conditions.add(record -> record.timestamp() < until);
        }
        if (options.has(ReplayOptions.KEY)) {
            String key = options.get(ReplayOptions.KEY);
            conditions.add(record -> key.equals(record.key()));
        }
        if (options.has(ReplayOptions.RECORD)) {
            String place = options.get(ReplayOptions.RECORD);
            conditions.add(record -> place.equals(record.partition() + "@" + record.offset()));
        }
        return conditions;
    }

    @Override
    public boolean test(TopicRecord record) {
        return conditions.stream().allMatch(condition -> condition.test(record));
    }
}
