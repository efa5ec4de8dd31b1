package dev.ganglion.subject.collation;

import dev.ganglion.subject.collation.CollationProgress.Phase;
import dev.ganglion.subject.corpus.CorpusCounts;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.corpus.ExcerptId;
import dev.ganglion.subject.corpus.ExcerptSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Collates some layers of a model over a corpus, or over a shard of it. The corpus is read twice: once to tokenize, count
 * and draw, so that a malformed one is refused before the model has run; once through the model, of which a shard is a part.
 * The excerpts of the sample and the random ones, a bounded number, then run once more, now that it is known which of them
 * each neuron's record may show.
 *
 * <p>Memory is that of one {@link LayerCollator} per layer and of one batch, whatever the size of the corpus. For one
 * thread.
 */
public final class CollationRun {

    private final CollationParameters parameters;
    private final ExcerptSource source;
    private final ActivationSource model;
    private final SortedSet<Integer> layers;
    private final int neurons;
    private final int batchSize;
    private final CollationProgress progress;

    /**
     * @param layers those that the model hands over
     * @param neurons in each layer
     * @param batchSize excerpts in a batch, at least 1; the last one may be smaller
     */
    public CollationRun(
            CollationParameters parameters,
            ExcerptSource source,
            ActivationSource model,
            SortedSet<Integer> layers,
            int neurons,
            int batchSize,
            CollationProgress progress) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least 1 excerpt, not " + batchSize);
        }
        this.parameters = parameters;
        this.source = source;
        this.model = model;
        this.layers = layers;
        this.neurons = neurons;
        this.batchSize = batchSize;
        this.progress = progress;
    }

    /**
     * Does it all, and hands on each neuron's record: layers in ascending order, in them neurons.
     *
     * @return what was read of the corpus
     * @throws InterruptedException if the thread is interrupted; it ends after the batch under way
     */
    public CorpusCounts run(NeuronConsumer consumer) throws InterruptedException {
        return run(CorpusShard.WHOLE, new Merging(consumer));
    }

    /**
     * Does a shard of it, and hands on what that contributes to each neuron's record, in the same order. The whole corpus is
     * scanned, so that all shards draw the same excerpts.
     */
    public CorpusCounts run(CorpusShard shard, PartConsumer consumer) throws InterruptedException {
        CorpusScan scan = new CorpusScan(parameters);
        CorpusCounts counts = scan(scan);
        if (scan.excerpts() == 0) {
            throw new IllegalArgumentException("there is no excerpt to collate");
        }
        consumer.scanned(scan);
        TreeMap<Integer, LayerCollator> collators = new TreeMap<>();
        layers.forEach(layer -> collators.put(layer, new LayerCollator(layer, neurons, scan, shard)));
        long from = shard.from(scan.excerpts());
        record(collators, from, shard.to(scan.excerpts()) - from);
        addSample(collators);
        complete(collators);
        collate(collators, consumer);
        return counts;
    }

    /** One worker's record is the merge of its one part. */
    private static final class Merging implements PartConsumer {

        private final NeuronConsumer consumer;
        private NeuronMerge merge;

        Merging(NeuronConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public void scanned(CorpusScan scan) {
            merge = new NeuronMerge(scan);
        }

        @Override
        public void part(int layer, int neuron, NeuronPart part) throws InterruptedException {
            consumer.neuron(layer, neuron, merge.collation(List.of(part)));
        }
    }

    private CorpusCounts scan(CorpusScan scan) throws InterruptedException {
        try (ExcerptCursor cursor = source.open()) {
            long done = 0;
            for (Excerpt excerpt = cursor.next(); excerpt != null; excerpt = cursor.next()) {
                scan.add(excerpt);
                if (++done % batchSize == 0) {
                    report(Phase.SCAN, done, -1);
                }
            }
            scan.finish();
            report(Phase.SCAN, done, done);
            return cursor.counts();
        }
    }

    /** Runs some excerpts, from an ordinal on. */
    private void record(Map<Integer, LayerCollator> collators, long from, long total) throws InterruptedException {
        try (ExcerptCursor cursor = source.open()) {
            for (long skipped = 0; skipped < from; skipped++) {
                cursor.next();
                if (skipped % batchSize == 0) {
                    checkInterrupt();
                }
            }
            long done = 0;
            List<Excerpt> batch = batch(cursor, Math.min(batchSize, total));
            while (!batch.isEmpty()) {
                List<Excerpt> current = batch;
                model.run(current, (layer, activations) -> collators.get(layer).add(current, activations));
                done += current.size();
                report(Phase.RECORD, done, total);
                batch = batch(cursor, Math.min(batchSize, total - done));
            }
            // To its end, where a corpus that has changed meanwhile is found out.
            while (cursor.next() != null) {
                checkInterrupt();
            }
        }
    }

    private static List<Excerpt> batch(ExcerptCursor cursor, long size) {
        List<Excerpt> batch = new ArrayList<>();
        while (batch.size() < size) {
            Excerpt excerpt = cursor.next();
            if (excerpt == null) {
                break;
            }
            batch.add(excerpt);
        }
        return batch;
    }

    /** Runs what the first shard has to know of the others' excerpts. */
    private void addSample(TreeMap<Integer, LayerCollator> collators) throws InterruptedException {
        List<Excerpt> missing = collators.firstEntry().getValue().missingSample();
        for (int from = 0; from < missing.size(); from += batchSize) {
            List<Excerpt> batch = missing.subList(from, Math.min(missing.size(), from + batchSize));
            model.run(batch, (layer, activations) -> collators.get(layer).addSample(batch, activations));
            checkInterrupt();
        }
    }

    private void complete(Map<Integer, LayerCollator> collators) throws InterruptedException {
        Map<ExcerptId, Excerpt> needed = new TreeMap<>();
        for (LayerCollator collator : collators.values()) {
            collator.pick().forEach(excerpt -> needed.put(excerpt.id(), excerpt));
        }
        List<Excerpt> excerpts = List.copyOf(needed.values());
        for (int from = 0; from < excerpts.size(); from += batchSize) {
            int to = Math.min(excerpts.size(), from + batchSize);
            List<Excerpt> batch = excerpts.subList(from, to);
            model.run(batch, (layer, activations) -> collators.get(layer).addPicked(batch, activations));
            report(Phase.COMPLETE, to, excerpts.size());
        }
    }

    private void collate(TreeMap<Integer, LayerCollator> collators, PartConsumer consumer) throws InterruptedException {
        long total = (long) neurons * collators.size();
        long done = 0;
        while (!collators.isEmpty()) {
            Map.Entry<Integer, LayerCollator> layer = collators.pollFirstEntry();
            for (int neuron = 0; neuron < neurons; neuron++) {
                consumer.part(layer.getKey(), neuron, layer.getValue().part(neuron));
                report(Phase.COLLATE, ++done, total);
            }
        }
    }

    private void report(Phase phase, long done, long total) throws InterruptedException {
        checkInterrupt();
        progress.at(phase, done, total);
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the collation was interrupted");
        }
    }
}
