package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collates one layer over a corpus, or a shard of it: {@link #add} every excerpt of the shard; {@link #addSample} those that
 * {@link #missingSample} names; {@link #pick}; {@link #addPicked} the excerpts that it asks for; then {@link #part}. What
 * comes out does not depend on the order of the excerpts, nor on how they were put into batches, but for the last digits of
 * sums.
 *
 * <p>For one thread at a time; several layers may work at once on one scan. Activations are post-activation MLP values,
 * row-major [batch, tokens, neurons]; the arrays are only read, and not kept.
 *
 * <p>Bytes held, for V different tokens in the corpus, in an excerpt T tokens:
 * neurons × (8 V + 4 sample + (top + bins × perBin + random) × (4 T + 64) + 40), nearly all of them token sums. They do
 * not grow with the corpus.
 */
public final class LayerCollator {

    /** Neurons worked on together, so that their sums stay in the nearest cache. */
    private static final int BLOCK = 512;

    private final int layer;
    private final int neurons;
    private final int tokens;
    private final CorpusScan scan;
    private final CorpusShard shard;
    private final PowerSums powerSums;
    private final TokenSums tokenSums;
    private final TopExcerpts[] tops; // [neurons]
    private final float[] thresholds; // [neurons]
    private final float[] maxima; // of the excerpt under way [neurons]
    private final double[] wide = new double[BLOCK];
    private float[][] sampleMaxima; // [sample][neurons]
    private List<List<DrawnExcerpt>> picks; // [neurons]
    private final Map<ExcerptId, List<Waiting>> incomplete = new HashMap<>();

    /** An excerpt of a neuron whose activations are to be kept when it runs once more. */
    private record Waiting(int neuron, DrawnExcerpt excerpt) {}

    /** Of the whole corpus. */
    public LayerCollator(int layer, int neurons, CorpusScan scan) {
        this(layer, neurons, scan, CorpusShard.WHOLE);
    }

    /**
     * @param scan of the whole corpus, finished
     * @param shard whose excerpts will be added
     */
    public LayerCollator(int layer, int neurons, CorpusScan scan, CorpusShard shard) {
        this.layer = layer;
        this.neurons = neurons;
        this.scan = scan;
        this.shard = shard;
        this.tokens = scan.parameters().excerptTokens();
        this.powerSums = new PowerSums(neurons);
        this.tokenSums = new TokenSums(neurons, scan.tokenBound());
        this.tops = new TopExcerpts[neurons];
        Arrays.setAll(tops, neuron -> new TopExcerpts(scan.parameters().top()));
        this.thresholds = new float[neurons];
        Arrays.fill(thresholds, Float.NEGATIVE_INFINITY);
        this.maxima = new float[neurons];
        this.sampleMaxima = new float[shard.runsDrawn() ? scan.sample().size() : 0][];
    }

    /** Adds excerpts that were not added before. */
    public void add(List<Excerpt> batch, float[] activations) {
        if (picks != null) {
            throw new IllegalStateException("excerpts are added before the picking");
        }
        checkShape(batch, activations);
        for (int i = 0; i < batch.size(); i++) {
            Excerpt excerpt = batch.get(i);
            int start = i * tokens * neurons;
            if (powerSums.count() == 0) {
                powerSums.startAt(activations, start + neurons, tokens - 1);
            }
            sum(excerpt, activations, start);
            rank(excerpt, activations, start);
            keepMaximaOfSample(excerpt);
        }
    }

    /** The excerpts of the sample that were not among those of the shard and are needed all the same, in no order. */
    public List<Excerpt> missingSample() {
        return IntStream.range(0, sampleMaxima.length)
                .filter(place -> sampleMaxima[place] == null)
                .mapToObj(scan.sample()::get)
                .toList();
    }

    /** Adds excerpts that {@link #missingSample} named: they are ranked, and count in nothing. */
    public void addSample(List<Excerpt> batch, float[] activations) {
        checkShape(batch, activations);
        for (int i = 0; i < batch.size(); i++) {
            Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
            for (int position = 1; position < tokens; position++) {
                int offset = (i * tokens + position) * neurons;
                for (int neuron = 0; neuron < neurons; neuron++) {
                    maxima[neuron] = Math.max(maxima[neuron], activations[offset + neuron]);
                }
            }
            keepMaximaOfSample(batch.get(i));
        }
    }

    private void keepMaximaOfSample(Excerpt excerpt) {
        int place = scan.sampleIndex(excerpt.id());
        if (place >= 0 && shard.runsDrawn()) {
            sampleMaxima[place] = maxima.clone();
        }
    }

    private void sum(Excerpt excerpt, float[] activations, int start) {
        Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
        for (int from = 0; from < neurons; from += BLOCK) {
            int to = Math.min(neurons, from + BLOCK);
            for (int position = 1; position < tokens; position++) {
                double[] tokenRow = tokenSums.row(excerpt.token(position));
                sumPosition(activations, start + position * neurons, from, to, tokenRow);
            }
        }
        powerSums.counted(tokens - 1);
    }

    /** Plain loops over neighbours in memory, one thing each: these the JIT compiler turns into vector instructions. */
    private void sumPosition(float[] activations, int offset, int from, int to, double[] tokenRow) {
        for (int neuron = from; neuron < to; neuron++) {
            maxima[neuron] = Math.max(maxima[neuron], activations[offset + neuron]);
        }
        for (int i = 0, at = offset + from; i < to - from; i++, at++) {
            wide[i] = activations[at];
        }
        for (int neuron = from, i = 0; neuron < to; neuron++, i++) {
            tokenRow[neuron] += wide[i];
        }
        powerSums.add(wide, from, to);
    }

    private void rank(Excerpt excerpt, float[] activations, int start) {
        for (int neuron = 0; neuron < neurons; neuron++) {
            float maximum = maxima[neuron];
            if (!(maximum < thresholds[neuron])) {
                if (!Float.isFinite(maximum)) {
                    throw notANumber(neuron, "on " + excerpt);
                }
                TopExcerpts top = tops[neuron];
                int place = top.place(maximum, excerpt);
                if (place >= 0) {
                    top.put(place, new TopExcerpt(excerpt, maximum, row(neuron, activations, start)));
                    thresholds[neuron] = top.threshold();
                }
            }
        }
    }

    /**
     * Ends the adding, and chooses the drawn excerpts of every neuron.
     *
     * @return the excerpts whose activations are needed once more, in no order
     */
    public Collection<Excerpt> pick() {
        long expected = shard.to(scan.excerpts()) - shard.from(scan.excerpts());
        if (powerSums.count() != expected * (tokens - 1)) {
            throw new IllegalStateException("layer " + layer + " was given " + powerSums.count() / (tokens - 1)
                    + " excerpts, and the scan " + expected);
        }
        picks = new ArrayList<>(neurons);
        if (shard.runsDrawn()) {
            ExcerptPicker picker = new ExcerptPicker(scan);
            for (int neuron = 0; neuron < neurons; neuron++) {
                pick(neuron, picker);
            }
        } else {
            picks.addAll(Collections.nCopies(neurons, List.of()));
        }
        sampleMaxima = null;
        return incomplete.values().stream()
                .map(of -> of.get(0).excerpt().excerpt(scan))
                .toList();
    }

    private void pick(int neuron, ExcerptPicker picker) {
        List<DrawnExcerpt> chosen = shard.isWhole()
                ? picker.pick(neuron, tops[neuron], sampleMaxima)
                : picker.candidates(neuron, sampleMaxima);
        for (DrawnExcerpt excerpt : chosen) {
            incomplete
                    .computeIfAbsent(excerpt.excerpt(scan).id(), id -> new ArrayList<>())
                    .add(new Waiting(neuron, excerpt));
        }
        picks.add(chosen);
    }

    /** Adds excerpts that {@link #pick} asked for; others do no harm. */
    public void addPicked(List<Excerpt> batch, float[] activations) {
        checkShape(batch, activations);
        for (int i = 0; i < batch.size(); i++) {
            List<Waiting> waiting = incomplete.remove(batch.get(i).id());
            if (waiting != null) {
                for (Waiting drawn : waiting) {
                    drawn.excerpt().complete(row(drawn.neuron(), activations, i * tokens * neurons));
                }
            }
        }
    }

    /**
     * What the shard contributes to a neuron's record. Can be had once: what was kept for it is let go.
     *
     * @throws IllegalStateException if excerpts that {@link #pick} asked for were not added
     */
    public NeuronPart part(int neuron) {
        if (picks == null || !incomplete.isEmpty()) {
            throw new IllegalStateException("layer " + layer + " still waits for excerpts");
        }
        NeuronSums sums = powerSums.of(neuron);
        if (!sums.isFinite()) {
            throw notANumber(neuron, "somewhere");
        }
        int[] tableTokens = scan.tableTokens();
        double[] sumsOfTokens = new double[tableTokens.length];
        for (int i = 0; i < tableTokens.length; i++) {
            sumsOfTokens[i] = tokenSums.sum(tableTokens[i], neuron);
        }
        NeuronPart part = new NeuronPart(sums, tops[neuron].best(), picks.set(neuron, null), sumsOfTokens);
        tops[neuron] = null;
        return part;
    }

    private float[] row(int neuron, float[] activations, int start) {
        float[] row = new float[tokens];
        for (int position = 0; position < tokens; position++) {
            row[position] = activations[start + position * neurons + neuron];
        }
        return row;
    }

    private void checkShape(List<Excerpt> batch, float[] activations) {
        if (activations.length != (long) batch.size() * tokens * neurons) {
            throw new IllegalArgumentException("the activations of layer " + layer + " are " + activations.length
                    + " numbers, and not " + batch.size() + " × " + tokens + " × " + neurons);
        }
    }

    private IllegalArgumentException notANumber(int neuron, String where) {
        return new IllegalArgumentException(
                "the activation of layer " + layer + ", neuron " + neuron + " is not a finite number " + where);
    }
}
