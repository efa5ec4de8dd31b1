package dev.ganglion.events.kafka;

import dev.ganglion.events.CorpusScan;

/** Reads {@link CorpusScan}. */
public final class CorpusScanDeserializer extends JsonEventDeserializer<CorpusScan> {

    public CorpusScanDeserializer() {
        super(CorpusScan.class);
    }
}
