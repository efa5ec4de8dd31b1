package dev.ganglion.subject.collation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.corpus.Excerpt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Collates one layer: {@link #add} every excerpt of the corpus; {@link #pick}; {@link #addPicked} the excerpts that it
 * asks for; then {@link #neuron}. What comes out does not depend on the order of the excerpts, nor on how they were put
 * into batches, but for the last digits of sums.
 *
 * <p>For one thread at a time; it works on neurons with all cores. Activations are post-activation MLP values, float32
 * [batch, tokens, neurons]; they are only read, and not kept. Bytes held are those of {@link CollationMemory}.
 */
final class LayerCollator {

    private final int layer;
    private final int neurons;
    private final int tokens;
    private final CorpusScan scan;
    private final CollationParameters parameters;
    private final TableTokens tableTokens;
    private final PowerSums powerSums;
    private final TokenSums tokenSums;
    private final TopLists tops;
    private final HalfRows topRows; // as tops has them
    private float[] maxima = new float[0]; // of the batch under way [batch × neurons]
    private float[][] candidateMaxima; // [candidates][neurons]
    private int[] picked; // candidates [neurons × drawnExcerpts], see ExcerptPicker
    private PickedRows pickedRows;
    private final BitSet missing = new BitSet(); // candidates whose activations are needed once more
    private final Queue<TokenTables> tables = new ConcurrentLinkedQueue<>(); // of threads that have no use for them now

    /**
     * @param scan of the same excerpts, finished
     * @param tableTokens the tokens that sums are kept of
     */
    LayerCollator(int layer, int neurons, CorpusScan scan, TableTokens tableTokens) {
        this.layer = layer;
        this.neurons = neurons;
        this.scan = scan;
        this.parameters = scan.parameters();
        this.tableTokens = tableTokens;
        this.tokens = parameters.excerptTokens();
        this.powerSums = new PowerSums(neurons);
        this.tokenSums = new TokenSums(neurons, tableTokens);
        this.tops = new TopLists(neurons, parameters.top());
        this.topRows = new HalfRows(neurons * parameters.top(), tokens);
        this.candidateMaxima = new float[scan.candidates().size()][];
    }

    /**
     * Adds excerpts that were not added before.
     *
     * @throws ModelException if an activation is no finite number
     */
    void add(ExcerptBatch batch, NDArray activations) {
        if (picked != null) {
            throw new IllegalStateException("excerpts are added before the picking");
        }
        checkShape(batch, activations);
        if (powerSums.count() == 0) {
            try (NDArray first = activations.get(0)) {
                powerSums.startAt(first.toFloatArray(), neurons, tokens - 1);
            }
        }
        for (int i = 0; i < batch.counted(); i++) {
            if (batch.slot(i) != ExcerptBatch.NO_SLOT) {
                tokenSums.occurs(batch.slot(i));
            }
        }
        if (maxima.length < batch.size() * neurons) {
            maxima = new float[batch.size() * neurons];
        }
        ActivationReader reader = ActivationReader.of(activations);
        reader.reduce(batch, powerSums, tokenSums, maxima);
        powerSums.counted(batch.counted());
        checkFinite(powerSums.notFinite());
        keepMaxima(batch);
        checkFinite(reader.copy(enterTop(batch), topRows));
    }

    private void keepMaxima(ExcerptBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int candidate = scan.candidates().index(batch.excerpt(i).id());
            if (candidate >= 0) {
                candidateMaxima[candidate] = new float[neurons];
                System.arraycopy(maxima, i * neurons, candidateMaxima[candidate], 0, neurons);
            }
        }
    }

    /** Lets the batch's excerpts into the top lists, and says which rows of them are to be copied. */
    private RowRequests enterTop(ExcerptBatch batch) {
        RowRequests all = new RowRequests(parameters.top());
        NeuronBlocks.each(neurons, (from, to) -> {
            RowRequests some = new RowRequests(parameters.top());
            int[] excerptAt = new int[parameters.top()]; // 1 more than the index in the batch; 0 for one of before
            for (int neuron = from; neuron < to; neuron++) {
                enterTop(batch, neuron, excerptAt, some);
            }
            some.sort();
            all.addAll(some);
        });
        return all;
    }

    private void enterTop(ExcerptBatch batch, int neuron, int[] excerptAt, RowRequests requests) {
        int start = neuron * parameters.top();
        boolean anyEntered = false;
        for (int i = 0; i < batch.size(); i++) {
            float maximum = maxima[i * neurons + neuron];
            if (maximum >= tops.threshold(neuron)) {
                int at = tops.put(neuron, maximum, batch.excerpt(i));
                if (at >= 0) {
                    excerptAt[at - start] = i + 1;
                    anyEntered = true;
                }
            }
        }
        for (int place = 0; anyEntered && place < excerptAt.length; place++) {
            if (excerptAt[place] > 0) {
                requests.add(excerptAt[place] - 1, start + place);
                excerptAt[place] = 0;
            }
        }
    }

    /**
     * Ends the adding, and chooses every neuron's excerpts.
     *
     * @return the excerpts whose activations are needed once more, in no order
     */
    Collection<Excerpt> pick() {
        if (powerSums.count() != scan.positions()) {
            throw new IllegalStateException("layer " + layer + " was given " + powerSums.count() / (tokens - 1)
                    + " excerpts, and the scan " + scan.excerpts());
        }
        int places = parameters.drawnExcerpts();
        picked = new int[Math.multiplyExact(neurons, places)];
        NeuronBlocks.each(neurons, (from, to) -> {
            ExcerptPicker picker = new ExcerptPicker(scan);
            for (int neuron = from; neuron < to; neuron++) {
                picker.pick(neuron, tops.maximum(neuron), top(neuron), candidateMaxima, picked, neuron * places);
            }
        });
        candidateMaxima = null;
        maxima = null;
        List<Excerpt> needed = new ArrayList<>();
        for (int candidate : picked) {
            if (candidate != ExcerptPicker.NOBODY && !missing.get(candidate)) {
                missing.set(candidate);
                needed.add(scan.candidates().excerpt(candidate));
            }
        }
        return needed;
    }

    /** Adds excerpts that {@link #pick} asked for; others do no harm. */
    void addPicked(ExcerptBatch batch, NDArray activations) {
        checkShape(batch, activations);
        if (pickedRows == null) {
            pickedRows = new PickedRows(picked, tokens);
        }
        RowRequests requests = new RowRequests(parameters.drawnExcerpts());
        for (int i = 0; i < batch.size(); i++) {
            int candidate = scan.candidates().index(batch.excerpt(i).id());
            if (candidate >= 0 && missing.get(candidate)) {
                missing.clear(candidate);
                pickedRows.request(candidate, i, requests);
            }
        }
        checkFinite(ActivationReader.of(activations).copy(requests, pickedRows.rows()));
    }

    /**
     * A neuron's record. May be called by several threads at once.
     *
     * @throws IllegalStateException if excerpts that {@link #pick} asked for were not added
     */
    NeuronCollation neuron(int neuron) {
        if (picked == null || !missing.isEmpty()) {
            throw new IllegalStateException("layer " + layer + " still waits for excerpts");
        }
        List<CollatedExcerpt> excerpts = top(neuron);
        int at = neuron * parameters.drawnExcerpts();
        for (int bin = 0; bin < parameters.bins(); bin++, at += parameters.perBin()) {
            addSet(ExcerptSet.QUANTILE, bin, at, parameters.perBin(), excerpts);
        }
        addSet(ExcerptSet.RANDOM, -1, at, parameters.random(), excerpts);
        addSet(ExcerptSet.HARD_NEGATIVE, -1, at + parameters.random(), parameters.hardNegatives(), excerpts);
        return new NeuronCollation(
                powerSums.statistics(neuron, tops.maximum(neuron)), excerpts, tokenTable(neuron, excerpts));
    }

    /** The top excerpts, the best first, in a list that can be added to. */
    private List<CollatedExcerpt> top(int neuron) {
        int[] ranked = tops.ranked(neuron);
        List<CollatedExcerpt> top = new ArrayList<>(ranked.length + parameters.drawnExcerpts());
        for (int i = 0; i < ranked.length; i++) {
            top.add(new CollatedExcerpt(
                    tops.excerpt(ranked[i]),
                    ExcerptSet.TOP,
                    -1,
                    Splits.of(ExcerptSet.TOP, i, ranked.length),
                    topRows.get(ranked[i])));
        }
        return top;
    }

    private void addSet(ExcerptSet set, int bin, int start, int places, List<CollatedExcerpt> excerpts) {
        int size = 0;
        while (size < places && picked[start + size] != ExcerptPicker.NOBODY) {
            size++;
        }
        for (int i = 0; i < size; i++) {
            excerpts.add(new CollatedExcerpt(
                    scan.candidates().excerpt(picked[start + i]),
                    set,
                    bin,
                    Splits.of(set, i, size),
                    pickedRows.rows().get(start + i)));
        }
    }

    private TokenTable tokenTable(int neuron, List<CollatedExcerpt> excerpts) {
        TokenTables free = tables.poll();
        TokenTables mine = free == null ? new TokenTables(scan, tableTokens, tokenSums) : free;
        TokenTable table = mine.table(neuron, powerSums.mean(neuron), excerpts);
        tables.add(mine);
        return table;
    }

    private void checkShape(ExcerptBatch batch, NDArray activations) {
        Shape expected = new Shape(batch.size(), tokens, neurons);
        if (!activations.getShape().equals(expected)) {
            throw new IllegalArgumentException("the activations of layer " + layer + " have the shape "
                    + activations.getShape() + ", and not " + expected);
        }
    }

    /** @param broken a neuron with an activation that is no finite number, or -1 */
    private void checkFinite(int broken) {
        if (broken >= 0) {
            throw new ModelException("Layer " + layer + ", neuron " + broken
                    + " of the model has an activation that is no finite number; its weights are broken.");
        }
    }
}
