package dev.ganglion.subject.collation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.corpus.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Collates one layer: {@link #add} every excerpt of the corpus; {@link #pick}; {@link #addPicked} the excerpts that it
 * asks for; then {@link #neuron}. Or every excerpt of a shard, {@link #addCandidates} those that {@link
 * #missingCandidates} names, and {@link #part} in the end. What comes out does not depend on the order of the excerpts, nor on how they were put
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
    private final CorpusShard shard;
    private final CollationParameters parameters;
    private final TableTokens tableTokens;
    private final PowerSums powerSums;
    private final TokenSums tokenSums;
    private final TopLists tops;
    private final HalfRows topRows; // as tops has them
    private float[] maxima = new float[0]; // of the batch under way [batch × neurons]
    private float[][] candidateMaxima; // [candidates][neurons]
    private int[] picked; // candidates [neurons × places], see ExcerptPicker; of a shard all of them, or none
    private PickedRows pickedRows;
    private final BitSet missing = new BitSet(); // candidates whose activations are needed once more
    private final Queue<TokenTables> tables = new ConcurrentLinkedQueue<>(); // of threads that have no use for them now

    /** Over the whole corpus. */
    LayerCollator(int layer, int neurons, CorpusScan scan, TableTokens tableTokens) {
        this(layer, neurons, scan, tableTokens, CorpusShard.WHOLE);
    }

    /**
     * @param scan of the whole corpus, finished
     * @param tableTokens the tokens that sums are kept of
     * @param shard whose excerpts will be added
     */
    LayerCollator(int layer, int neurons, CorpusScan scan, TableTokens tableTokens, CorpusShard shard) {
        this.layer = layer;
        this.neurons = neurons;
        this.scan = scan;
        this.shard = shard;
        this.parameters = scan.parameters();
        this.tableTokens = tableTokens;
        this.tokens = parameters.excerptTokens();
        this.powerSums = new PowerSums(neurons);
        this.tokenSums = new TokenSums(neurons, tableTokens);
        this.tops = new TopLists(neurons, parameters.top());
        this.topRows = new HalfRows(neurons * parameters.top(), tokens);
        this.candidateMaxima = new float[shard.runsDrawn() ? scan.candidates().size() : 0][];
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
        makeRoomForMaxima(batch);
        ActivationReader reader = ActivationReader.of(activations);
        reader.reduce(batch, powerSums, tokenSums, maxima);
        powerSums.counted(batch.counted());
        checkFinite(powerSums.notFinite());
        keepMaxima(batch);
        checkFinite(reader.copy(enterTop(batch), topRows));
    }

    private void makeRoomForMaxima(ExcerptBatch batch) {
        if (maxima.length < batch.size() * neurons) {
            maxima = new float[batch.size() * neurons];
        }
    }

    /** The candidates that were not among the excerpts of the shard and are needed all the same. */
    List<Excerpt> missingCandidates() {
        return IntStream.range(0, candidateMaxima.length)
                .filter(candidate -> candidateMaxima[candidate] == null)
                .mapToObj(scan.candidates()::excerpt)
                .toList();
    }

    /**
     * Adds excerpts that {@link #missingCandidates} named: their maxima are kept, and they count in nothing.
     *
     * @param batch of which no token has sums
     */
    void addCandidates(ExcerptBatch batch, NDArray activations) {
        checkShape(batch, activations);
        makeRoomForMaxima(batch);
        PowerSums ofThese = new PowerSums(neurons);
        TokenSums none = new TokenSums(neurons, TableTokens.none(scan));
        ActivationReader.of(activations).reduce(batch, ofThese, none, maxima);
        checkFinite(ofThese.notFinite());
        keepMaxima(batch);
    }

    private void keepMaxima(ExcerptBatch batch) {
        if (!shard.runsDrawn()) {
            return;
        }
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
        long expected = shard.to(scan.excerpts()) - shard.from(scan.excerpts());
        if (powerSums.count() != expected * (tokens - 1)) {
            throw new IllegalStateException("layer " + layer + " was given " + powerSums.count() / (tokens - 1)
                    + " excerpts, and the scan " + expected);
        }
        picked = new int[Math.multiplyExact(neurons, places())];
        if (shard.isWhole()) {
            pickEach();
            candidateMaxima = null;
        } else {
            // Which of them the record shows is known when the shards are merged.
            Arrays.setAll(picked, place -> place % places());
        }
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

    /** Drawn excerpts of each neuron whose rows are kept. */
    private int places() {
        return shard.isWhole() ? parameters.drawnExcerpts() : candidateMaxima.length;
    }

    private void pickEach() {
        int places = places();
        NeuronBlocks.each(neurons, (from, to) -> {
            ExcerptPicker picker = new ExcerptPicker(scan);
            for (int neuron = from; neuron < to; neuron++) {
                picker.pick(neuron, tops.maximum(neuron), top(neuron), candidateMaxima, picked, neuron * places);
            }
        });
    }

    /** Adds excerpts that {@link #pick} asked for; others do no harm. */
    void addPicked(ExcerptBatch batch, NDArray activations) {
        checkShape(batch, activations);
        if (pickedRows == null) {
            pickedRows = new PickedRows(picked, tokens);
        }
        RowRequests requests = new RowRequests(places());
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
        checkComplete();
        List<CollatedExcerpt> excerpts = top(neuron);
        RecordExcerpts.addPicked(
                scan, picked, neuron * places(), place -> pickedRows.rows().get(place), excerpts);
        return new NeuronCollation(
                powerSums.of(neuron).statistics(tops.maximum(neuron)), excerpts, tokenTable(neuron, excerpts));
    }

    /**
     * What the shard contributes to a neuron's record; the same may be called by several threads at once.
     *
     * @throws IllegalStateException if excerpts that {@link #pick} asked for were not added
     */
    NeuronPart part(int neuron) {
        checkComplete();
        List<TopExcerpt> top = Arrays.stream(tops.ranked(neuron))
                .mapToObj(at -> new TopExcerpt(tops.excerpt(at), tops.maximumAt(at), topRows.get(at)))
                .toList();
        float[] ofCandidates = new float[places()];
        for (int candidate = 0; candidate < ofCandidates.length; candidate++) {
            ofCandidates[candidate] = candidateMaxima[candidate][neuron];
        }
        double[] ofTokens = new double[tableTokens.size()];
        Arrays.setAll(ofTokens, slot -> tokenSums.sum(slot, neuron));
        HalfRows rows = pickedRows == null ? null : pickedRows.rows();
        return new NeuronPart(powerSums.of(neuron), top, ofCandidates, rows, neuron * places(), ofTokens);
    }

    private void checkComplete() {
        if (picked == null || !missing.isEmpty()) {
            throw new IllegalStateException("layer " + layer + " still waits for excerpts");
        }
    }

    /** The top excerpts, the best first, in a list that can be added to. */
    private List<CollatedExcerpt> top(int neuron) {
        return RecordExcerpts.top(tops, neuron, parameters, topRows::get);
    }

    private TokenTable tokenTable(int neuron, List<CollatedExcerpt> excerpts) {
        TokenTables free = tables.poll();
        TokenTables mine = free == null
                ? new TokenTables(scan, tableTokens, new NeighbourSums(tokenSums, neurons, tableTokens.size())::of)
                : free;
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
