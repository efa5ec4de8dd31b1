package dev.ganglion.interchange.openai;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.TokenTable;
import dev.ganglion.interchange.Json;
import dev.ganglion.interchange.Texts;
import dev.ganglion.interchange.openai.NeuronRecordFile.Activations;
import dev.ganglion.interchange.openai.NeuronRecordFile.Id;
import dev.ganglion.interchange.openai.NeuronRecordFile.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A neuron's record as their files. Stateless; safe for use by many threads. */
public final class NeuronFiles {

    private NeuronFiles() {}

    /** The bytes at {@link Layout#record}. */
    public static byte[] record(NeuronActivations record) {
        Map<String, List<Activations>> bins = new LinkedHashMap<>();
        for (Excerpt excerpt : record.excerpts()) {
            if (excerpt.set() == ExcerptSet.QUANTILE) {
                bins.computeIfAbsent(bin(excerpt), bin -> new ArrayList<>()).add(activations(excerpt));
            }
        }
        List<Double> boundaries = QuantileBins.boundaries(List.copyOf(bins.keySet()));
        boolean known = boundaries.size() > 1;
        return Json.write(new NeuronRecordFile(
                id(record.neuron()),
                of(ExcerptSet.RANDOM, record),
                bins.isEmpty() ? null : known ? byRange(bins, boundaries) : List.copyOf(bins.values()),
                known ? boundaries : null,
                record.statistics().mean(),
                record.statistics().variance(),
                record.statistics().skewness(),
                record.statistics().kurtosis(),
                of(ExcerptSet.TOP, record)));
    }

    /** The range, or for want of it what the excerpt's id has before its number. */
    private static String bin(Excerpt excerpt) {
        return excerpt.quantiles() != null
                ? excerpt.quantiles()
                : excerpt.id().substring(0, Math.max(0, excerpt.id().lastIndexOf('/')));
    }

    private static List<List<Activations>> byRange(Map<String, List<Activations>> bins, List<Double> boundaries) {
        return IntStream.range(0, boundaries.size() - 1)
                .mapToObj(bin -> bins.getOrDefault(QuantileBins.range(boundaries, bin), List.of()))
                .toList();
    }

    private static List<Activations> of(ExcerptSet set, NeuronActivations record) {
        return record.excerpts().stream()
                .filter(excerpt -> excerpt.set() == set)
                .map(NeuronFiles::activations)
                .toList();
    }

    private static Activations activations(Excerpt excerpt) {
        return new Activations(Texts.wellFormed(excerpt.tokens()), excerpt.activations());
    }

    static Id id(NeuronId neuron) {
        return new Id(neuron.layer(), neuron.index());
    }

    /** The bytes at {@link Layout#tokens}. */
    public static byte[] tokens(NeuronActivations record) {
        TokenTable table = record.tokenTable();
        return Json.write(new Tokens(
                Texts.wellFormed(table.tokens()),
                IntStream.range(0, table.tokens().size())
                        .mapToObj(i ->
                                (double) table.sums().get(i) / table.counts().get(i))
                        .toList()));
    }
}
