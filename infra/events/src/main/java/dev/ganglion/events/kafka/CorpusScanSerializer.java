package dev.ganglion.events.kafka;

import dev.ganglion.events.CorpusScan;

/** Writes {@link CorpusScan}. */
public final class CorpusScanSerializer extends JsonEventSerializer<CorpusScan> {

    public CorpusScanSerializer() {
        super(CorpusScan.class);
    }
}
