package dev.ganglion.replay.running;

import dev.ganglion.delivery.Stage;
import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.replay.creation.ReplayRows;
import dev.ganglion.replay.plan.RecordChoice;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.plan.TopicRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The replay that this process is, if it is one. Safe for any number of threads. */
@Singleton
public class RunningReplay {

    /** Set by {@link ReplayLaunch} before the service starts. */
    static final String ID = "replay.id";

    private final Replay replay;
    private final RecordChoice choice;
    private final Decisions decisions;
    private final AtomicLong selected = new AtomicLong();

    @Inject
    RunningReplay(Config config, Decisions decisions) {
        this(
                config.getOptionalValue(ID, String.class)
                        .map(id -> load(config, id))
                        .orElse(null),
                decisions);
    }

    RunningReplay(Replay replay, Decisions decisions) {
        this.replay = replay;
        this.choice = replay == null ? null : replay.records();
        this.decisions = decisions;
    }

    private static Replay load(Config config, String id) {
        try (ReplayRows rows = ReplayRows.connect(config)) {
            return rows.find(id).orElseThrow(() -> new IllegalStateException("there is no replay " + id));
        }
    }

    /** Nothing in a live process. */
    public Optional<Replay> replay() {
        return Optional.ofNullable(replay);
    }

    /**
     * The consumer group.
     *
     * @param live the group of a live process
     */
    public String group(String live) {
        return replay == null ? live : replay.id();
    }

    /**
     * Which records are worked on.
     *
     * @param live which keys a live process works on
     */
    public Stage.Selection selection(Predicate<String> live) {
        if (replay == null) {
            return record -> record.getKey() == null || live.test(text(record.getKey()));
        }
        return record -> {
            boolean chosen = choice.test(described(record));
            if (chosen) {
                selected.incrementAndGet();
            }
            return chosen;
        };
    }

    /** Whether an explainer recipe's results are worked on. */
    public boolean takesExplainer(RecipeRef recipe) {
        return replay == null || replay.explainers().test(recipe);
    }

    /** Whether a simulator recipe's results are worked on. */
    public boolean takesSimulator(RecipeRef recipe) {
        return replay == null || replay.simulators().test(recipe);
    }

    /**
     * The records as they are to be worked on. A dead letter that is tried again is decided on before it counts as processed;
     * if it fails again, the later dead letter stands for it.
     */
    public Multi<Message<byte[]>> records(Multi<Message<byte[]>> read) {
        return replay == null || !replay.redrives() ? read : read.map(this::decided);
    }

    /** How many records were chosen so far. */
    long selected() {
        return selected.get();
    }

    @SuppressWarnings("unchecked")
    private Message<byte[]> decided(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<byte[], byte[]> record =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        if (!choice.test(described(record))) {
            return message;
        }
        String letter = DeadLetterDecision.key(record.getTopic(), record.getPartition(), record.getOffset());
        return message.withAckWithMetadata(metadata -> decide(letter).thenCompose(done -> message.ack(metadata)))
                .withNackWithMetadata(
                        (failure, metadata) -> decide(letter).thenCompose(done -> message.nack(failure, metadata)));
    }

    private CompletionStage<Void> decide(String letter) {
        return decisions.redriven(letter, replay.id());
    }

    private static TopicRecord described(IncomingKafkaRecordMetadata<byte[], byte[]> record) {
        return new TopicRecord(
                record.getPartition(),
                record.getOffset(),
                record.getKey() == null ? null : text(record.getKey()),
                record.getTimestamp().toEpochMilli(),
                name -> {
                    Header header = record.getHeaders().lastHeader(name);
                    return header == null || header.value() == null ? null : text(header.value());
                });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
