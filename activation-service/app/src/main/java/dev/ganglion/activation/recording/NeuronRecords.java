package dev.ganglion.activation.recording;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Split;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import dev.ganglion.subject.collation.CollatedExcerpt;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.collation.NeuronStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.IntFunction;

/** Turns what was collated of a neuron into the event that tells of it. */
public final class NeuronRecords {

    private final Provenance provenance;
    private final CollationParameters parameters;
    private final IntFunction<String> text;

    /**
     * @param provenance of all records
     * @param text of a token
     */
    public NeuronRecords(Provenance provenance, CollationParameters parameters, IntFunction<String> text) {
        this.provenance = provenance;
        this.parameters = parameters;
        this.text = text;
    }

    /** The id of a neuron's record. */
    static UUID id(NeuronId neuron, Provenance provenance) {
        return Identity.activations(
                neuron, provenance.subjectDigest(), provenance.corpusDigest(), provenance.collation());
    }

    /**
     * The event of one neuron.
     *
     * @throws dev.ganglion.activation.RequestException if its excerpts alone are more than an event may have
     */
    public NeuronActivations record(NeuronId neuron, NeuronCollation collation) {
        return EventLimit.fitted(new NeuronActivations(
                id(neuron, provenance),
                neuron,
                provenance,
                statistics(collation.statistics()),
                collation.excerpts().stream().map(this::excerpt).toList(),
                tokenTable(collation.tokenTable())));
    }

    private static Statistics statistics(NeuronStatistics statistics) {
        return new Statistics(
                statistics.count(),
                statistics.maximum(),
                statistics.mean(),
                statistics.variance(),
                boxed(statistics.skewness()),
                boxed(statistics.kurtosis()));
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private Excerpt excerpt(CollatedExcerpt excerpt) {
        return new Excerpt(
                excerpt.excerpt().id().toString(),
                ExcerptSet.valueOf(excerpt.set().name()),
                Split.valueOf(excerpt.split().name()),
                excerpt.bin().isPresent()
                        ? quantiles(parameters.quantileBounds(), excerpt.bin().getAsInt())
                        : null,
                Arrays.stream(excerpt.excerpt().tokens()).mapToObj(text).toList(),
                ActivationValues.of(excerpt.activations()));
    }

    static String quantiles(List<Double> bounds, int bin) {
        return number(bounds.get(bin)) + "-" + number(bounds.get(bin + 1));
    }

    /** {@code 0}, {@code 0.5}, {@code 0.999}. */
    private static String number(double bound) {
        return bound == Math.rint(bound) ? Integer.toString((int) bound) : Double.toString(bound);
    }

    private TokenTable tokenTable(dev.ganglion.subject.collation.TokenTable table) {
        List<String> tokens = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        double[] sums = new double[table.entries().size()];
        table.entries().forEach(entry -> {
            sums[tokens.size()] = entry.sum();
            tokens.add(text.apply(entry.token()));
            counts.add(entry.count());
        });
        return new TokenTable(
                tokens,
                ActivationValues.of(sums),
                counts,
                table.mean(),
                table.coverage() < 1 ? table.coverage() : null);
    }
}
