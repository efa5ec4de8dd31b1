package dev.ganglion.activation.merge;

import dev.ganglion.events.NeuronActivationPartial;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is kept of the records that wait for shards: a small state for each, and the partial records as they were read. They
 * are apart, so that looking at the states does not read the others.
 */
final class PartialStores {

    static final String STATES = "records";
    static final String PARTIALS = "partials";

    private final KeyValueStore<Bytes, byte[]> states;
    private final KeyValueStore<Bytes, byte[]> partials;

    PartialStores(ProcessorContext<?, ?> context) {
        states = context.getStateStore(STATES);
        partials = context.getStateStore(PARTIALS);
    }

    /** The key of all that belongs to a neuron's record in a divided request. */
    static String key(NeuronActivationPartial partial) {
        return partial.neuron().key() + " " + partial.request();
    }

    /** The neuron of a key, as it is in the topics' keys. */
    static String neuron(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    /** Null if nothing is known. */
    RecordState state(String key) {
        byte[] bytes = states.get(bytes(key));
        return bytes == null ? null : RecordState.read(bytes);
    }

    void put(String key, RecordState state) {
        states.put(bytes(key), state.bytes());
    }

    void remove(String key) {
        states.delete(bytes(key));
    }

    /** All states. What is put or removed meanwhile does no harm. */
    void forEach(BiConsumer<String, RecordState> action) {
        try (KeyValueIterator<Bytes, byte[]> all = states.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                action.accept(new String(entry.key.get(), StandardCharsets.UTF_8), RecordState.read(entry.value));
            }
        }
    }

    /** Keeps a partial record in the place of what was there of the same piece. */
    void keep(String key, NeuronActivationPartial partial, byte[] event) {
        partials.put(partialKey(key, partial.shard().index(), partial.piece().index()), event);
    }

    /** A partial record as it was read; null if it is not there. */
    byte[] partial(String key, int shard, int piece) {
        return partials.get(partialKey(key, shard, piece));
    }

    /** Lets all partial records go that have come. */
    void letGo(String key, RecordState state) {
        for (int shard = 0; shard < state.shards().size(); shard++) {
            int of = shard;
            IntStream.range(0, state.shards().get(shard).pieces())
                    .forEach(piece -> partials.delete(partialKey(key, of, piece)));
        }
    }

    private static Bytes partialKey(String key, int shard, int piece) {
        return bytes(key + " " + shard + " " + piece);
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
