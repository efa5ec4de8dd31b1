package dev.ganglion.activation.merge;

import dev.ganglion.events.Topics;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What flows where: partial records of a partition into its stores, and dead letters out of it; the records that come of
 * them, {@link RecordSender} sends. The scans of corpora are on every process, whatever partitions it has.
 */
final class MergeTopology {

    /** The sink's name. */
    static final String DEAD_LETTERS = "dead-letters";

    private static final String PARTIALS = "partial-records";
    private static final String MERGE = "merge";

    private MergeTopology() {}

    /** @param processors makes one for each partition */
    static Topology of(Supplier<PartialProcessor> processors) {
        return new Topology()
                .addGlobalStore(
                        store(Scans.STORE).withLoggingDisabled(),
                        "corpus-scans",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.CORPUS_SCANS,
                        "keep-scans",
                        (ProcessorSupplier<byte[], byte[], Void, Void>) KeepScans::new)
                .addSource(
                        PARTIALS,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.NEURON_ACTIVATION_PARTIALS)
                .addProcessor(MERGE, new WithStores(processors), PARTIALS)
                .addSink(
                        DEAD_LETTERS,
                        Topics.ACTIVATION_DLQ,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        MERGE);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    private record WithStores(Supplier<PartialProcessor> processors)
            implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return processors.get();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(store(PartialStores.STORE));
        }
    }

    /** Keeps the scans as they are on the topic: the store may be filled from it without this. */
    private static final class KeepScans extends ContextualProcessor<byte[], byte[], Void, Void> {

        @Override
        public void process(Record<byte[], byte[]> record) {
            KeyValueStore<Bytes, byte[]> scans = context().getStateStore(Scans.STORE);
            scans.put(Bytes.wrap(record.key()), record.value());
        }
    }
}
