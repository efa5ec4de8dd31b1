package dev.ganglion.interchange.neuronpedia;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import dev.ganglion.interchange.Imported;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.PublishedExcerpts;
import dev.ganglion.interchange.PublishedStatistics;
import dev.ganglion.interchange.PublishedTokens;
import dev.ganglion.interchange.Splits;
import dev.ganglion.interchange.neuronpedia.ActivationRow.Own;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a record of a feature's activations. Those with the highest maximum are its top ones; those drawn from intervals of
 * activations are quantile ones of an unknown range; none was drawn at random. Rows that this project wrote say their set
 * themselves. Safe for use by many threads.
 */
public final class PublishedFeature {

    /** Part of every record's identity: raise it with every change that gives other records. */
    private static final String MAPPING = "neuronpedia-activations 1 tokenTable=train-excerpts";

    private static final int TOP = 20;
    private static final int PER_BIN = 5;
    /** Two in each split: with fewer there is no score. */
    private static final int FEWEST_TOP = 8;

    private final String dataset;

    /** @param dataset the data set's name, for people */
    public PublishedFeature(String dataset) {
        this.dataset = dataset;
    }

    /**
     * The record of one neuron of a batch.
     *
     * @param place of the batch, below the data set
     * @throws InterchangeException if there are too few activations to score anything on
     */
    public Imported record(ActivationBatch batch, NeuronId neuron, String place) {
        ActivationBatch.Rows published = batch.rows(neuron);
        List<ActivationRow> rows = published.rows();
        boolean own = rows.stream().allMatch(row -> row.own() != null);
        List<Excerpt> excerpts = (own ? ofThisProject(rows) : ofOthers(rows)).all();
        Statistics statistics = PublishedStatistics.of(excerpts, null, null, null, null);
        TokenTable table = new PublishedTokens().addTrain(excerpts).table(statistics.mean());
        return Imported.of(neuron, place, dataset, published.digest(), MAPPING, statistics, excerpts, table);
    }

    private static PublishedExcerpts ofOthers(List<ActivationRow> rows) {
        List<ActivationRow> highest = rows.stream()
                .filter(ActivationRow::ofTheHighest)
                .sorted(Comparator.comparingDouble(row -> -row.values().maximumFrom(Excerpt.FIRST_COUNTED)))
                .toList();
        PublishedExcerpts distinct = new PublishedExcerpts();
        List<ActivationRow> top = highest.stream()
                .filter(row -> distinct.add("", ExcerptSet.TOP, Split.NONE, null, row.tokens(), row.values()))
                .limit(TOP)
                .toList();
        if (top.size() < FEWEST_TOP) {
            throw new InterchangeException("it has " + top.size() + " different top activations, and " + FEWEST_TOP
                    + " are needed to have two in each split");
        }
        PublishedExcerpts excerpts = new PublishedExcerpts();
        for (int i = 0; i < top.size(); i++) {
            ActivationRow row = top.get(i);
            excerpts.add(
                    "top/" + i,
                    ExcerptSet.TOP,
                    Splits.of(ExcerptSet.TOP, i, top.size()),
                    null,
                    row.tokens(),
                    row.values());
        }
        Map<Double, Integer> inBin = new HashMap<>();
        for (ActivationRow row : rows) {
            double bin = row.binMin() == null ? 0 : row.binMin();
            int taken = inBin.getOrDefault(bin, 0);
            if (!row.ofTheHighest()
                    && taken < PER_BIN
                    && excerpts.add(
                            "interval-" + (float) bin + "/" + taken,
                            ExcerptSet.QUANTILE,
                            Split.NONE,
                            null,
                            row.tokens(),
                            row.values())) {
                inBin.put(bin, taken + 1);
            }
        }
        return excerpts;
    }

    private static PublishedExcerpts ofThisProject(List<ActivationRow> rows) {
        PublishedExcerpts excerpts = new PublishedExcerpts();
        Map<ExcerptSet, Long> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.own().set(), 1L, Long::sum));
        for (ActivationRow row : rows) {
            Own own = row.own();
            excerpts.add(
                    row.id().substring(row.id().indexOf('/') + 1),
                    own.set(),
                    Splits.of(own.set(), own.place(), counts.get(own.set()).intValue()),
                    own.quantiles(),
                    row.tokens(),
                    row.values());
        }
        return excerpts;
    }
}
