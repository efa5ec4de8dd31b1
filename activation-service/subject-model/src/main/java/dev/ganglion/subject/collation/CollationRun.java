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
 * Collates some layers of a model over a corpus, or over a shard of it. The corpus is read twice: once to tokenize, count and draw, so that a
 * malformed one is refused before the model has run; once through the model, or several times with some layers each where
 * memory does not hold them all. The excerpts of the sample and the random ones, a bounded number, then run once more, now
 * that it is known which of them each neuron's record shows.
 *
 * <p>Memory is what {@link CollationMemory} allows and one batch, whatever the size of the corpus. For one thread.
 */
public final class CollationRun {

    /** Records that are made at a time: enough for many cores, some megabytes in all. */
    private static final int MADE_TOGETHER = 256;
    /** A part has eight bytes for each token of the table. */
    private static final int PARTS_TOGETHER = 32;

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
        return run(CorpusShard.WHOLE, new Output<NeuronCollation>() {
            @Override
            public NeuronCollation make(LayerCollator collator, int neuron) {
                return collator.neuron(neuron);
            }

            @Override
            public void take(int layer, int neuron, NeuronCollation made) throws InterruptedException {
                consumer.neuron(layer, neuron, made);
            }
        });
    }

    /**
     * Does one of several shards of it, and hands on what that contributes to each neuron's record, in the same order. The
     * whole corpus is scanned, so that all shards draw the same excerpts. The first shard's worker holds the rows of all
     * drawn excerpts, one layer's at a time.
     */
    public CorpusCounts run(CorpusShard shard, PartConsumer consumer) throws InterruptedException {
        if (shard.isWhole()) {
            throw new IllegalArgumentException("a corpus that is not divided has records, and no parts of them");
        }
        return run(shard, new Output<NeuronPart>() {
            @Override
            public void scanned(CorpusScan scan, TableTokens tokens) throws InterruptedException {
                consumer.scanned(scan, tokens);
            }

            @Override
            public int together() {
                return PARTS_TOGETHER;
            }

            @Override
            public NeuronPart make(LayerCollator collator, int neuron) {
                return collator.part(neuron);
            }

            @Override
            public void take(int layer, int neuron, NeuronPart made) throws InterruptedException {
                consumer.part(layer, neuron, made);
            }
        });
    }

    /** What is made of each neuron, and who takes it. */
    private interface Output<T> {

        default void scanned(CorpusScan scan, TableTokens tokens) throws InterruptedException {}

        /** How many are made before they are taken. */
        default int together() {
            return MADE_TOGETHER;
        }

        /** Is called by several threads. */
        T make(LayerCollator collator, int neuron);

        void take(int layer, int neuron, T made) throws InterruptedException;
    }

    private <T> CorpusCounts run(CorpusShard shard, Output<T> output) throws InterruptedException {
        CorpusScan scan = new CorpusScan(parameters);
        CorpusCounts counts = scan(scan);
        if (scan.excerpts() == 0) {
            throw new IllegalArgumentException("there is no excerpt to collate");
        }
        CollationMemory.Plan plan = memory.plan(layers, neurons, scan, shard);
        TableTokens tokens = new TableTokens(scan, plan.tokens());
        output.scanned(scan, tokens);
        long from = shard.from(scan.excerpts());
        long excerpts = shard.to(scan.excerpts()) - from;
        for (int pass = 0; pass < plan.passes().size(); pass++) {
            TreeMap<Integer, LayerCollator> collators = new TreeMap<>();
            plan.passes()
                    .get(pass)
                    .forEach(layer -> collators.put(layer, new LayerCollator(layer, neurons, scan, tokens, shard)));
            record(
                    collators,
                    tokens,
                    from,
                    excerpts,
                    pass * excerpts,
                    plan.passes().size() * excerpts);
            addCandidates(collators, scan);
            finish(collators, tokens, plan.layersHeld(), output);
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

    /**
     * Runs some excerpts.
     *
     * @param from the ordinal of the first
     * @param count how many
     * @param before how many have run in the passes before
     * @param total how many will run in all passes
     */
    private void record(
            Map<Integer, LayerCollator> collators, TableTokens tokens, long from, long count, long before, long total)
            throws InterruptedException {
        try (ExcerptCursor cursor = source.open()) {
            for (long skipped = 0; skipped < from; skipped++) {
                cursor.next();
                checkInterrupt();
            }
            long done = 0;
            List<Excerpt> excerpts = batch(cursor, count);
            while (!excerpts.isEmpty()) {
                ExcerptBatch batch = new ExcerptBatch(excerpts, tokens);
                model.run(excerpts, collators.keySet(), (layer, activations) -> collators
                        .get(layer)
                        .add(batch, activations));
                done += excerpts.size();
                report(Phase.RECORD, before + done, total);
                excerpts = batch(cursor, count - done);
            }
            // To its end, where a corpus that has changed meanwhile is found out.
            while (cursor.next() != null) {
                checkInterrupt();
            }
        }
    }

    /** @param most that are left */
    private List<Excerpt> batch(ExcerptCursor cursor, long most) {
        int size = (int) Math.min(batchSize, most);
        List<Excerpt> batch = new ArrayList<>(size);
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
    private void addCandidates(TreeMap<Integer, LayerCollator> collators, CorpusScan scan) throws InterruptedException {
        List<Excerpt> missing = collators.firstEntry().getValue().missingCandidates();
        TableTokens none = TableTokens.none(scan);
        for (int from = 0; from < missing.size(); from += batchSize) {
            ExcerptBatch batch =
                    new ExcerptBatch(missing.subList(from, Math.min(missing.size(), from + batchSize)), none);
            model.run(batch.excerpts(), collators.keySet(), (layer, activations) -> collators
                    .get(layer)
                    .addCandidates(batch, activations));
            checkInterrupt();
        }
    }

    /** Completes the records, so many layers at a time, and hands them on; the layers are let go one by one. */
    private <T> void finish(
            TreeMap<Integer, LayerCollator> collators, TableTokens tokens, int layersHeld, Output<T> output)
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
            collate(held, output);
        }
    }

    private void complete(
            Map<Integer, LayerCollator> collators, Map<Integer, Collection<Excerpt>> needed, TableTokens tokens)
            throws InterruptedException {
        Map<ExcerptId, Excerpt> wanted = new TreeMap<>();
        collators.keySet().forEach(layer -> needed.get(layer).forEach(excerpt -> wanted.put(excerpt.id(), excerpt)));
        List<Excerpt> excerpts = List.copyOf(wanted.values());
        report(Phase.COMPLETE, 0, excerpts.size());
        for (int from = 0; from < excerpts.size(); from += batchSize) {
            int to = Math.min(excerpts.size(), from + batchSize);
            ExcerptBatch batch = new ExcerptBatch(excerpts.subList(from, to), tokens);
            model.run(batch.excerpts(), collators.keySet(), (layer, activations) -> collators
                    .get(layer)
                    .addPicked(batch, activations));
            report(Phase.COMPLETE, to, excerpts.size());
        }
    }

    private <T> void collate(NavigableMap<Integer, LayerCollator> collators, Output<T> output)
            throws InterruptedException {
        long total = (long) neurons * layers.size();
        while (!collators.isEmpty()) {
            Map.Entry<Integer, LayerCollator> layer = collators.pollFirstEntry();
            long before = (long) neurons * layers.headSet(layer.getKey()).size();
            for (int from = 0; from < neurons; from += output.together()) {
                List<T> made = made(layer.getValue(), from, Math.min(neurons, from + output.together()), output);
                for (int i = 0; i < made.size(); i++) {
                    output.take(layer.getKey(), from + i, made.get(i));
                    report(Phase.COLLATE, before + from + i + 1, total);
                }
            }
        }
    }

    /** Records, by all cores, neighbours by the same one. */
    private static <T> List<T> made(LayerCollator collator, int from, int to, Output<T> output) {
        return IntStream.range(from, to)
                .parallel()
                .mapToObj(neuron -> output.make(collator, neuron))
                .toList();
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
