package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.List;

/** A made-up corpus, collated in the shortest way. */
final class Collated {

    private final LayerCollator collator;
    private final NeuronMerge merge;

    private Collated(LayerCollator collator, NeuronMerge merge) {
        this.collator = collator;
        this.merge = merge;
    }

    /** Layer 0, ready to give its neurons. */
    static Collated layer(FakeCorpus corpus, CollationParameters parameters) {
        CorpusScan scan = new CorpusScan(parameters);
        corpus.excerpts.forEach(scan::add);
        scan.finish();
        LayerCollator collator = new LayerCollator(0, corpus.neurons, scan);
        collator.add(corpus.excerpts, corpus.run(corpus.excerpts, 0));
        List<Excerpt> picked = List.copyOf(collator.pick());
        collator.addPicked(picked, corpus.run(picked, 0));
        return new Collated(collator, new NeuronMerge(scan));
    }

    NeuronCollation neuron(int neuron) {
        return merge.collation(List.of(collator.part(neuron)));
    }
}
