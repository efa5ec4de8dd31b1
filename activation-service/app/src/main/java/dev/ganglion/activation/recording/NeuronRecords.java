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
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.model.SubjectModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Turns what was collated of a neuron into the event that tells of it. */
final class NeuronRecords {

    private final String name;
    private final SubjectModel model;
    private final Corpus corpus;
    private final CollationParameters parameters;

    /** @param name the model's, in the neurons' keys */
    NeuronRecords(String name, SubjectModel model, Corpus corpus, CollationParameters parameters) {
        this.name = name;
        this.model = model;
        this.corpus = corpus;
        this.parameters = parameters;
    }

    /**
     * The event of one neuron.
     *
     * @param excerpts how many the corpus has
     * @throws dev.ganglion.activation.RequestException if its excerpts alone are more than an event may have
     */
    NeuronActivations record(int layer, int index, NeuronCollation collation, long excerpts) {
        NeuronId neuron = NeuronId.mlp(name, layer, index);
        String canonical = parameters.canonical(collation.tokenTable());
        return EventLimit.fitted(new NeuronActivations(
                Identity.activations(neuron, model.digest(), corpus.digest(), canonical),
                neuron,
                provenance(excerpts, canonical),
                statistics(collation.statistics()),
                collation.excerpts().stream().map(this::excerpt).toList(),
                tokenTable(collation.tokenTable())));
    }

    private Provenance provenance(long excerpts, String canonical) {
        return new Provenance(
                model.digest(),
                corpus.file().getFileName().toString(),
                corpus.digest(),
                excerpts,
                excerpts * parameters.excerptTokens(),
                canonical);
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
                model.tokenizer().tokens(excerpt.excerpt().tokens()),
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
            tokens.add(model.tokenizer().token(entry.token()));
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
