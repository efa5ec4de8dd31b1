package dev.ganglion.activation.merge;

import dev.ganglion.events.NeuronActivationPartial;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is kept of the records that wait for shards: a small state for each, and the partial records as they were read. Both are
 * in one store, whose changelog has them in the order in which they were written: so whatever a crash cuts off, a state that
 * says that a partial record is there is not without it. Their keys are apart, so that looking at the states does not read the
 * others.
 */
final class PartialStores {

    static final String STORE = "records";

    private static final String STATE = "state ";
    private static final String PARTIAL = "partial ";

    private final KeyValueStore<Bytes, byte[]> store;

    PartialStores(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
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
        byte[] bytes = store.get(stateKey(key));
        return bytes == null ? null : RecordState.read(bytes);
    }

    void put(String key, RecordState state) {
        store.put(stateKey(key), state.bytes());
    }

    void remove(String key) {
        store.delete(stateKey(key));
    }

    /** All states. What is put or removed meanwhile does no harm. */
    void forEach(BiConsumer<String, RecordState> action) {
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(STATE, new StringSerializer())) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                String key = new String(entry.key.get(), StandardCharsets.UTF_8).substring(STATE.length());
                action.accept(key, RecordState.read(entry.value));
            }
        }
    }

    /** Keeps a partial record in the place of what was there of the same piece. */
    void keep(String key, NeuronActivationPartial partial, byte[] event) {
        store.put(partialKey(key, partial.shard().index(), partial.piece().index()), event);
    }

    /** A partial record as it was read; null if it is not there. */
    byte[] partial(String key, int shard, int piece) {
        return store.get(partialKey(key, shard, piece));
    }

    /** Lets all partial records go that have come. */
    void letGo(String key, RecordState state) {
        for (int shard = 0; shard < state.shards().size(); shard++) {
            int of = shard;
            IntStream.range(0, state.shards().get(shard).pieces())
                    .forEach(piece -> store.delete(partialKey(key, of, piece)));
        }
    }

    static Bytes stateKey(String key) {
        return bytes(STATE + key);
    }

    static Bytes partialKey(String key, int shard, int piece) {
        return bytes(PARTIAL + key + " " + shard + " " + piece);
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
