package dev.ganglion.activation.recording;

import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import java.util.ArrayList;
import java.util.List;

/** What has come of a request. */
final class Recorded implements Recording.Sink {

    private final List<NeuronActivations> records = new ArrayList<>();
    private final List<CorpusScan> scans = new ArrayList<>();
    private final List<NeuronActivationPartial> partials = new ArrayList<>();

    @Override
    public void record(NeuronActivations record) {
        records.add(record);
    }

    @Override
    public void scan(CorpusScan scan) {
        scans.add(scan);
    }

    @Override
    public void partial(NeuronActivationPartial partial) {
        partials.add(partial);
    }

    List<NeuronActivations> records() {
        return records;
    }

    List<CorpusScan> scans() {
        return scans;
    }

    List<NeuronActivationPartial> partials() {
        return partials;
    }
}
