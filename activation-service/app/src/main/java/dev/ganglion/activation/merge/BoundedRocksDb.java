package dev.ganglion.activation.merge;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what all stores of this process take outside the heap, however many partitions it has: by default each store of
 * each partition has a block cache of 50 MB and buffers of 48 MB. Kafka Streams makes one for each store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long MEGABYTE = 1 << 20;
    private static final long TOGETHER = 64 * MEGABYTE;
    private static final long BUFFERS = 32 * MEGABYTE;
    private static final long BUFFER = 8 * MEGABYTE;

    /** Shared by all, and never closed. */
    private static final class Shared {
        private static final Cache CACHE = new LRUCache(TOGETHER);
        private static final WriteBufferManager WRITES = new WriteBufferManager(BUFFERS, CACHE);
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(Shared.WRITES);
        options.setWriteBufferSize(BUFFER);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String store, Options options) {
        // What is shared outlives each store.
    }
}
