package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.List;

/** A made-up corpus, collated in the shortest way. */
final class Collated {

    private Collated() {}

    /** Layer 0, ready to give its neurons. */
    static LayerCollator layer(FakeCorpus corpus, CollationParameters parameters) {
        return layer(corpus, parameters, Integer.MAX_VALUE);
    }

    /** @param mostTokens that sums are kept of */
    static LayerCollator layer(FakeCorpus corpus, CollationParameters parameters, int mostTokens) {
        CorpusScan scan = new CorpusScan(parameters);
        corpus.excerpts.forEach(scan::add);
        scan.finish();
        TableTokens tokens = new TableTokens(scan, mostTokens);
        LayerCollator collator = new LayerCollator(0, corpus.neurons, scan, tokens);
        corpus.run(corpus.excerpts, 0, all -> collator.add(new ExcerptBatch(corpus.excerpts, tokens), all));
        List<Excerpt> picked = List.copyOf(collator.pick());
        if (!picked.isEmpty()) {
            corpus.run(picked, 0, some -> collator.addPicked(new ExcerptBatch(picked, tokens), some));
        }
        return collator;
    }
}
