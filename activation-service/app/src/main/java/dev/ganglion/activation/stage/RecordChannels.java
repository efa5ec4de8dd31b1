package dev.ganglion.activation.stage;

import dev.ganglion.events.Topics;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Where the records go that come of requests. */
@Singleton
class RecordChannels {

    private final Emitter<byte[]> records;
    private final Emitter<byte[]> partials;
    private final Emitter<byte[]> scans;

    RecordChannels(
            @Channel(Topics.NEURON_ACTIVATIONS) Emitter<byte[]> records,
            @Channel(Topics.NEURON_ACTIVATION_PARTIALS) Emitter<byte[]> partials,
            @Channel(Topics.CORPUS_SCANS) Emitter<byte[]> scans) {
        this.records = records;
        this.partials = partials;
        this.scans = scans;
    }

    Emitter<byte[]> records() {
        return records;
    }

    Emitter<byte[]> partials() {
        return partials;
    }

    Emitter<byte[]> scans() {
        return scans;
    }
}
