package dev.ganglion.subject.collation;

import dev.ganglion.subject.collation.CollationProgress.Phase;
import dev.ganglion.subject.corpus.CorpusCounts;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.corpus.ExcerptId;
import dev.ganglion.subject.corpus.ExcerptSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Collates some layers of a model over a corpus. The corpus is read twice: once to tokenize, count and draw, so that a
 * malformed one is refused before the model has run; once through the model, or several times with some layers each where
 * memory does not hold them all. The excerpts of the sample and the random ones, a bounded number, then run once more, now
 * that it is known which of them each neuron's record shows.
 *
 * <p>Memory is what {@link CollationMemory} allows and one batch, whatever the size of the corpus. For one thread.
 */
public final class CollationRun {

    /** Records that are made at a time: enough for many cores, some megabytes in all. */
    private static final int MADE_TOGETHER = 256;

    private final CollationParameters parameters;
    private final ExcerptSource source;
    private final ActivationSource model;
    private final SortedSet<Integer> layers;
    private final int neurons;
    private final int batchSize;
    private final CollationMemory memory;
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
            CollationMemory memory,
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
        this.memory = memory;
        this.progress = progress;
    }

    /**
     * Does it all, and hands on each neuron's record: layers in ascending order, in them neurons.
     *
     * @return what was read of the corpus
     * @throws dev.ganglion.subject.ModelException if an activation is no finite number, or if the memory does not hold even
     *     one layer
     * @throws InterruptedException if the thread is interrupted; it ends after the batch under way
     */
    public CorpusCounts run(NeuronConsumer consumer) throws InterruptedException {
        CorpusScan scan = new CorpusScan(parameters);
        CorpusCounts counts = scan(scan);
        if (scan.excerpts() == 0) {
            throw new IllegalArgumentException("there is no excerpt to collate");
        }
        CollationMemory.Plan plan = memory.plan(layers, neurons, scan);
        TableTokens tokens = new TableTokens(scan, plan.tokens());
        for (int pass = 0; pass < plan.passes().size(); pass++) {
            TreeMap<Integer, LayerCollator> collators = new TreeMap<>();
            plan.passes()
                    .get(pass)
                    .forEach(layer -> collators.put(layer, new LayerCollator(layer, neurons, scan, tokens)));
            record(collators, tokens, pass * scan.excerpts(), plan.passes().size() * scan.excerpts());
            finish(collators, tokens, plan.layersHeld(), consumer);
        }
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

    private void record(Map<Integer, LayerCollator> collators, TableTokens tokens, long before, long total)
            throws InterruptedException {
        try (ExcerptCursor cursor = source.open()) {
            long done = before;
            List<Excerpt> excerpts = batch(cursor);
            while (!excerpts.isEmpty()) {
                ExcerptBatch batch = new ExcerptBatch(excerpts, tokens);
                model.run(excerpts, collators.keySet(), (layer, activations) -> collators
                        .get(layer)
                        .add(batch, activations));
                done += excerpts.size();
                report(Phase.RECORD, done, total);
                excerpts = batch(cursor);
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

    /** Completes the records, so many layers at a time, and hands them on; the layers are let go one by one. */
    private void finish(
            TreeMap<Integer, LayerCollator> collators, TableTokens tokens, int layersHeld, NeuronConsumer consumer)
            throws InterruptedException {
        Map<Integer, Collection<Excerpt>> needed = new TreeMap<>();
        collators.forEach((layer, collator) -> needed.put(layer, collator.pick()));
        while (!collators.isEmpty()) {
            int last = collators.keySet().stream()
                    .skip(Math.min(layersHeld, collators.size()) - 1L)
                    .findFirst()
                    .orElseThrow();
            NavigableMap<Integer, LayerCollator> held = collators.headMap(last, true);
            complete(held, needed, tokens);
            collate(held, consumer);
        }
    }

    private void complete(
            Map<Integer, LayerCollator> collators, Map<Integer, Collection<Excerpt>> needed, TableTokens tokens)
            throws InterruptedException {
        Map<ExcerptId, Excerpt> wanted = new TreeMap<>();
        collators.keySet().forEach(layer -> needed.get(layer).forEach(excerpt -> wanted.put(excerpt.id(), excerpt)));
        List<Excerpt> excerpts = List.copyOf(wanted.values());
        for (int from = 0; from < excerpts.size(); from += batchSize) {
            int to = Math.min(excerpts.size(), from + batchSize);
            ExcerptBatch batch = new ExcerptBatch(excerpts.subList(from, to), tokens);
            model.run(batch.excerpts(), collators.keySet(), (layer, activations) -> collators
                    .get(layer)
                    .addPicked(batch, activations));
            report(Phase.COMPLETE, to, excerpts.size());
        }
    }

    private void collate(NavigableMap<Integer, LayerCollator> collators, NeuronConsumer consumer)
            throws InterruptedException {
        long total = (long) neurons * layers.size();
        while (!collators.isEmpty()) {
            Map.Entry<Integer, LayerCollator> layer = collators.pollFirstEntry();
            long before = (long) neurons * layers.headSet(layer.getKey()).size();
            for (int from = 0; from < neurons; from += MADE_TOGETHER) {
                List<NeuronCollation> made = made(layer.getValue(), from, Math.min(neurons, from + MADE_TOGETHER));
                for (int i = 0; i < made.size(); i++) {
                    consumer.neuron(layer.getKey(), from + i, made.get(i));
                    report(Phase.COLLATE, before + from + i + 1, total);
                }
            }
        }
    }

    /** Records, by all cores, neighbours by the same one. */
    private static List<NeuronCollation> made(LayerCollator collator, int from, int to) {
        return IntStream.range(from, to).parallel().mapToObj(collator::neuron).toList();
    }

    private void report(Phase phase, long done, long total) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the collation was interrupted");
        }
        progress.at(phase, done, total);
    }
}
