package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collates one layer: {@link #add} every excerpt of the corpus; {@link #pick}; {@link #addPicked} the excerpts that it
 * asks for; then {@link #neuron}. What comes out does not depend on the order of the excerpts, nor on how they were put
 * into batches, but for the last digits of sums.
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
    private final PowerSums powerSums;
    private final TokenSums tokenSums;
    private final TopExcerpts[] tops; // [neurons]
    private final float[] thresholds; // [neurons]
    private final float[] maxima; // of the excerpt under way [neurons]
    private final double[] wide = new double[BLOCK];
    private float[][] sampleMaxima; // [sample][neurons]
    private List<List<Pick>> picks; // [neurons]
    private final Map<ExcerptId, List<Pick>> incomplete = new HashMap<>();
    private TokenTables tables;

    /** @param scan of the same excerpts, finished */
    public LayerCollator(int layer, int neurons, CorpusScan scan) {
        this.layer = layer;
        this.neurons = neurons;
        this.scan = scan;
        this.tokens = scan.parameters().excerptTokens();
        this.powerSums = new PowerSums(neurons);
        this.tokenSums = new TokenSums(neurons, scan.tokenBound());
        this.tops = new TopExcerpts[neurons];
        Arrays.setAll(tops, neuron -> new TopExcerpts(neuron, scan.parameters().top()));
        this.thresholds = new float[neurons];
        Arrays.fill(thresholds, Float.NEGATIVE_INFINITY);
        this.maxima = new float[neurons];
        this.sampleMaxima = new float[scan.sample().size()][];
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
            int inSample = scan.sampleIndex(excerpt.id());
            if (inSample >= 0) {
                sampleMaxima[inSample] = maxima.clone();
            }
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
                    top.put(place, maximum, excerpt, row(neuron, activations, start));
                    thresholds[neuron] = top.threshold();
                }
            }
        }
    }

    /**
     * Ends the adding, and chooses every neuron's excerpts.
     *
     * @return the excerpts whose activations are needed once more, in no order
     */
    public Collection<Excerpt> pick() {
        if (powerSums.count() != scan.positions()) {
            throw new IllegalStateException("layer " + layer + " was given " + powerSums.count() / (tokens - 1)
                    + " excerpts, and the scan " + scan.excerpts());
        }
        ExcerptPicker picker = new ExcerptPicker(scan);
        picks = new ArrayList<>(neurons);
        for (int neuron = 0; neuron < neurons; neuron++) {
            List<Pick> chosen = picker.pick(neuron, tops[neuron], sampleMaxima);
            for (Pick pick : chosen) {
                if (!pick.isComplete()) {
                    incomplete
                            .computeIfAbsent(pick.excerpt().id(), id -> new ArrayList<>())
                            .add(pick);
                }
            }
            picks.add(chosen);
        }
        sampleMaxima = null;
        tables = new TokenTables(scan, tokenSums);
        return incomplete.values().stream().map(of -> of.get(0).excerpt()).toList();
    }

    /** Adds excerpts that {@link #pick} asked for; others do no harm. */
    public void addPicked(List<Excerpt> batch, float[] activations) {
        checkShape(batch, activations);
        for (int i = 0; i < batch.size(); i++) {
            List<Pick> waiting = incomplete.remove(batch.get(i).id());
            if (waiting != null) {
                for (Pick pick : waiting) {
                    pick.complete(row(pick.neuron(), activations, i * tokens * neurons));
                }
            }
        }
    }

    /**
     * A neuron's record. Can be had once: what was kept for it is let go.
     *
     * @throws IllegalStateException if excerpts that {@link #pick} asked for were not added
     */
    public NeuronCollation neuron(int neuron) {
        if (picks == null || !incomplete.isEmpty()) {
            throw new IllegalStateException("layer " + layer + " still waits for excerpts");
        }
        List<CollatedExcerpt> excerpts = inSplits(picks.set(neuron, null));
        NeuronStatistics statistics = powerSums.statistics(neuron, tops[neuron].maximum());
        if (!Double.isFinite(statistics.mean())) {
            throw notANumber(neuron, "somewhere");
        }
        tops[neuron] = null;
        return new NeuronCollation(statistics, excerpts, tables.table(neuron, excerpts));
    }

    private static List<CollatedExcerpt> inSplits(List<Pick> chosen) {
        Map<ExcerptSet, Integer> sizes = new EnumMap<>(ExcerptSet.class);
        chosen.forEach(pick -> sizes.merge(pick.set(), 1, Integer::sum));
        Map<ExcerptSet, Integer> dealt = new EnumMap<>(ExcerptSet.class);
        List<CollatedExcerpt> excerpts = new ArrayList<>(chosen.size());
        for (Pick pick : chosen) {
            int place = dealt.merge(pick.set(), 1, Integer::sum) - 1;
            excerpts.add(pick.collated(place, sizes.get(pick.set())));
        }
        return excerpts;
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
