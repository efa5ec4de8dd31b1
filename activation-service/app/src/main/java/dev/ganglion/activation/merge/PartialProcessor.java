package dev.ganglion.activation.merge;

import dev.ganglion.activation.RequestException;
import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.EventException;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Topics;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.subject.collation.NeuronPart;
import dev.ganglion.subject.collation.PartFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Keeps the partial records of one partition until those of all shards are there and the broker has the record merged of
 * them. What comes twice replaces itself; what comes after its record was merged changes nothing. What cannot be merged
 * becomes a dead letter. Whenever it ends, the stores say what is to be done still. For one of Kafka Streams' threads; whatever its own stores and topics throw is not caught, and ends it.
 */
final class PartialProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(PartialProcessor.class);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_OLD = Duration.ofMinutes(10);
    /** More than anybody has workers; of so many the state is still small. */
    private static final int MOST_SHARDS = 10_000;

    private final MergeMeters meters;
    private final Settings settings;
    private final RecordSender sender;
    private ProcessorContext<byte[], byte[]> context;
    private PartialStores stores;
    private Scans scans;
    /** Records that wait, of this partition. */
    private long waiting;
    /**
     * Records that are complete and not sent, since the scan is not there yet or this process has only just got them; with
     * the last partial record, if it has read it.
     */
    private final Map<String, Optional<Read>> ready = new HashMap<>();

    /** Records on their way to the broker; their parts are kept until it has them. */
    private final Set<String> onTheWay = new HashSet<>();

    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    /** @param problem why the broker has not got the record; null if it has */
    private record Arrival(String key, Exception problem) {}

    /** A record and where it was read. */
    private record Read(Record<byte[], byte[]> record, RecordMetadata origin) {}

    /**
     * @param group the consumer group
     * @param retention how long a record waits for its shards, and how long a merged one is remembered
     */
    record Settings(String group, Duration retention) {}

    PartialProcessor(RecordSender sender, MergeMeters meters, Settings settings) {
        this.sender = sender;
        this.meters = meters;
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        stores = new PartialStores(context);
        scans = new Scans(context.getStateStore(Scans.STORE));
        stores.forEach((key, state) -> {
            countWaiting(state.merged() ? 0 : 1);
            if (state.isComplete()) {
                ready.put(key, Optional.empty());
            }
        });
        context.schedule(LOOK_AFTER, PunctuationType.WALL_CLOCK_TIME, now -> lookAfter());
        context.schedule(LOOK_FOR_OLD, PunctuationType.WALL_CLOCK_TIME, this::letOldGo);
    }

    @Override
    public void close() {
        countWaiting(-waiting);
    }

    private void countWaiting(long more) {
        waiting += more;
        meters.waiting(more);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        letArrivedGo();
        NeuronActivationPartial partial;
        String key;
        RecordState state;
        try {
            partial = decode(record);
            key = PartialStores.key(partial);
            state = stores.state(key);
            if (state != null
                    && !state.merged()
                    && state.shards().size() != partial.shard().of()) {
                throw new EventException("its request has " + state.shards().size() + " shards, and it says "
                        + partial.shard().of());
            }
            if (state != null && state.verdict(partial) == RecordState.Verdict.CONFLICT) {
                throw conflict(partial, state.provenance());
            }
        } catch (EventException | RequestException e) {
            reject(read(record), e);
            return;
        }
        if (state != null && state.verdict(partial) == RecordState.Verdict.REPEATED) {
            meters.repeated();
            return;
        }
        RecordState now = stateWith(key, state, partial);
        stores.keep(key, partial, record.value());
        stores.put(key, now);
        meters.processed();
        if (now.isComplete() && !onTheWay.contains(key)) {
            ready.put(key, Optional.of(read(record)));
            merge(key);
        }
    }

    private static NeuronActivationPartial decode(Record<byte[], byte[]> record) {
        NeuronActivationPartial partial =
                EventTopic.NEURON_ACTIVATION_PARTIALS.codec().decode(record.value());
        String expected = EventTopic.NEURON_ACTIVATION_PARTIALS.key().apply(partial);
        if (record.key() == null || !expected.equals(new String(record.key(), StandardCharsets.UTF_8))) {
            throw new EventException("the record's key is not that of its event, " + expected);
        }
        if (partial.shard().of() > MOST_SHARDS || partial.piece().of() > MOST_SHARDS) {
            throw new EventException("a request has at most " + MOST_SHARDS + " shards, and a shard as many pieces");
        }
        return partial;
    }

    private static RequestException conflict(NeuronActivationPartial partial, Provenance others) {
        Provenance own = partial.provenance();
        String difference = !own.corpusDigest().equals(others.corpusDigest())
                ? "over another corpus"
                : !own.subjectDigest().equals(others.subjectDigest())
                        ? "with another model"
                        : "by another version or other parameters of the collation";
        return new RequestException("Shard " + (partial.shard().index() + 1) + " of "
                + partial.shard().of() + " was recorded " + difference + " than the shards before it; see that all"
                + " workers have the same, and ask for the request again.");
    }

    /** Notes that the partial record is there. */
    private RecordState stateWith(String key, RecordState state, NeuronActivationPartial partial) {
        if (state != null && state.verdict(partial) == RecordState.Verdict.TAKE) {
            return state.with(partial);
        }
        if (state == null || state.merged()) {
            countWaiting(1);
        } else {
            stores.letGo(key, state);
            ready.remove(key);
        }
        return RecordState.begin(partial, context.currentSystemTimeMs()).with(partial);
    }

    private Read read(Record<byte[], byte[]> record) {
        return new Read(record, context.recordMetadata().orElseThrow());
    }

    private void lookAfter() {
        letArrivedGo();
        List.copyOf(ready.keySet()).forEach(this::merge);
    }

    /** Sends a record that is complete, unless the scan of its corpus is not there yet. */
    private void merge(String key) {
        RecordState state = stores.state(key);
        try {
            Optional<Scans.Merging> scan = scans.of(state.provenance());
            if (scan.isEmpty()) {
                return;
            }
            Optional<NeuronActivations> record = merged(key, state, scan.get());
            if (record.isPresent()) {
                sender.send(record.get(), problem -> arrivals.add(new Arrival(key, problem)));
                onTheWay.add(key);
            }
            ready.remove(key);
        } catch (EventException | RequestException | IllegalArgumentException e) {
            fail(key, state, e);
        }
    }

    /**
     * The record; nothing if a partial record is not there, though the state says so. A crash came between the two: the partial
     * record was not committed as read either, and comes again, so its shard is waited for.
     */
    private Optional<NeuronActivations> merged(String key, RecordState state, Scans.Merging scan) {
        List<NeuronPart> parts = new ArrayList<>();
        WeightSummary weights = null;
        for (int shard = 0; shard < state.shards().size(); shard++) {
            RecordState.ShardState pieces = state.shards().get(shard);
            List<String> contents = new ArrayList<>();
            for (int piece = 0; piece < pieces.pieces(); piece++) {
                byte[] event = stores.partial(key, shard, piece);
                if (event == null) {
                    stores.put(key, state.without(shard));
                    return Optional.empty();
                }
                NeuronActivationPartial partial =
                        EventTopic.NEURON_ACTIVATION_PARTIALS.codec().decode(event);
                contents.add(partial.content());
                weights = weights == null ? partial.weights() : weights;
            }
            parts.add(PartFormat.read(Piece.join(contents, pieces.bytes()), scan.corpus()));
        }
        NeuronId neuron = NeuronId.parse(PartialStores.neuron(key));
        return Optional.of(scan.records().record(neuron, scan.merge().collation(parts), weights));
    }

    /** Lets the parts go of those records that the broker has. */
    private void letArrivedGo() {
        for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            onTheWay.remove(arrival.key());
            RecordState state = stores.state(arrival.key());
            if (state == null || !state.isComplete()) {
                // Another run has replaced it meanwhile.
                continue;
            }
            if (arrival.problem() != null) {
                fail(arrival.key(), state, arrival.problem());
                continue;
            }
            stores.put(arrival.key(), state.merged(context.currentSystemTimeMs()));
            stores.letGo(arrival.key(), state);
            countWaiting(-1);
            meters.merged();
        }
    }

    /** A record cannot be made of these parts: they are let go, and the last of them becomes a dead letter. */
    private void fail(String key, RecordState state, Exception reason) {
        String neuron = PartialStores.neuron(key);
        byte[] first = stores.partial(key, 0, 0);
        Optional<Read> last = ready.getOrDefault(key, Optional.empty());
        giveUp(key, state);
        scans.forget();
        reject(
                last.orElse(new Read(new Record<>(neuron.getBytes(StandardCharsets.UTF_8), first, 0L), null)),
                new RequestException("The parts of " + neuron + " cannot be merged (" + reason.getMessage()
                        + "); ask for the request again."));
    }

    private void giveUp(String key, RecordState state) {
        stores.letGo(key, state);
        stores.remove(key);
        ready.remove(key);
        countWaiting(-1);
    }

    private void letOldGo(long now) {
        TreeMap<String, RecordState> old = new TreeMap<>();
        stores.forEach((key, state) -> {
            if (now - state.since() > settings.retention().toMillis()) {
                old.put(key, state);
            }
        });
        long expired = old.values().stream().filter(state -> !state.merged()).count();
        if (expired > 0) {
            LOG.warnf(
                    "%d records waited for shards for longer than %s and are given up, %s among them",
                    expired, settings.retention(), old.firstKey());
        }
        old.forEach((key, state) -> {
            if (state.merged()) {
                stores.remove(key);
            } else {
                giveUp(key, state);
                meters.expired();
            }
        });
    }

    private void reject(Read read, Exception failure) {
        RecordHeaders headers = DeadLetters.headers(read.record().headers(), settings.group(), failure);
        if (read.origin() != null) {
            DeadLetters.addOrigin(
                    headers,
                    read.origin().topic(),
                    read.origin().partition(),
                    read.origin().offset());
        }
        context.forward(
                new Record<>(read.record().key(), read.record().value(), context.currentSystemTimeMs(), headers),
                MergeTopology.DEAD_LETTERS);
        meters.deadLettered();
        LOG.warnf("dead letter from %s: %s", Topics.NEURON_ACTIVATION_PARTIALS, failure.getMessage());
    }
}
