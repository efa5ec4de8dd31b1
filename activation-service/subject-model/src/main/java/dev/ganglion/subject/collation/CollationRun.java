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
 * Collates some layers of a model over a corpus. The corpus is read twice: once to tokenize, count and draw, so that a
 * malformed one is refused before the model has run; once through the model. The excerpts of the sample and the random
 * ones, a bounded number, then run once more, now that it is known which of them each neuron's record shows.
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
        CorpusScan scan = new CorpusScan(parameters);
        CorpusCounts counts = scan(scan);
        if (scan.excerpts() == 0) {
            throw new IllegalArgumentException("there is no excerpt to collate");
        }
        TreeMap<Integer, LayerCollator> collators = new TreeMap<>();
        layers.forEach(layer -> collators.put(layer, new LayerCollator(layer, neurons, scan)));
        record(collators, scan.excerpts());
        complete(collators);
        collate(collators, consumer);
        return counts;
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

    private void record(Map<Integer, LayerCollator> collators, long total) throws InterruptedException {
        try (ExcerptCursor cursor = source.open()) {
            long done = 0;
            List<Excerpt> batch = batch(cursor);
            while (!batch.isEmpty()) {
                List<Excerpt> current = batch;
                model.run(current, (layer, activations) -> collators.get(layer).add(current, activations));
                done += current.size();
                report(Phase.RECORD, done, total);
                batch = batch(cursor);
            }
        }
    }

    private List<Excerpt> batch(ExcerptCursor cursor) {
        List<Excerpt> batch = new ArrayList<>(batchSize);
        Excerpt excerpt = cursor.next();
        while (excerpt != null) {
            batch.add(excerpt);
            excerpt = batch.size() < batchSize ? cursor.next() : null;
        }
        return batch;
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

    private void collate(TreeMap<Integer, LayerCollator> collators, NeuronConsumer consumer)
            throws InterruptedException {
        long total = (long) neurons * collators.size();
        long done = 0;
        while (!collators.isEmpty()) {
            Map.Entry<Integer, LayerCollator> layer = collators.pollFirstEntry();
            for (int neuron = 0; neuron < neurons; neuron++) {
                consumer.neuron(layer.getKey(), neuron, layer.getValue().neuron(neuron));
                report(Phase.COLLATE, ++done, total);
            }
        }
    }

    private void report(Phase phase, long done, long total) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the collation was interrupted");
        }
        progress.at(phase, done, total);
    }
}
