package dev.ganglion.scorer.results;

import com.github.luben.zstd.Zstd;
import dev.ganglion.events.EventCodec;

/** Reads an event back from its column: the bytes as they were on the topic, compressed with zstd. */
final class StoredEvent {

    private StoredEvent() {}

    static <T> T read(EventCodec<T> codec, byte[] column) {
        return codec.decode(Zstd.decompress(column, (int) Zstd.getFrameContentSize(column)));
    }
}
