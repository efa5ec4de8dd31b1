package dev.ganglion.interchange.openai;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import dev.ganglion.interchange.Imported;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.Json;
import dev.ganglion.interchange.PublishedExcerpts;
import dev.ganglion.interchange.PublishedStatistics;
import dev.ganglion.interchange.PublishedTokens;
import dev.ganglion.interchange.Sha256;
import dev.ganglion.interchange.Splits;
import dev.ganglion.interchange.Texts;
import dev.ganglion.interchange.openai.NeuronRecordFile.Activations;
import dev.ganglion.interchange.openai.NeuronRecordFile.Tokens;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a record of a published neuron. What the file does not have is not made up: see this module's README. Safe for use by
 * many threads.
 */
public final class PublishedNeuron {

    /** Part of every record's identity: raise it with every change that gives other records. */
    private static final String MAPPING = "openai-neuron-record 1";

    private final String model;
    private final String dataset;

    /**
     * @param model the slug that the neurons get
     * @param dataset the data set's name, for people
     */
    public PublishedNeuron(String model, String dataset) {
        this.model = model;
        this.dataset = dataset;
    }

    /**
     * The record of one neuron.
     *
     * @param file the bytes at {@link Layout#record}
     * @param tokens the bytes at {@link Layout#tokens}, if they are to be used and are there
     * @throws InterchangeException with one sentence that names the field, if no record can be made of it
     */
    public Imported record(int layer, int index, byte[] file, Optional<byte[]> tokens) {
        NeuronRecordFile neuron = Json.read(file, NeuronRecordFile.class);
        checkNeuron(layer, index, neuron.neuron());
        List<Excerpt> excerpts = excerpts(neuron);
        Statistics statistics = statistics(neuron, excerpts);
        PublishedTokens known = new PublishedTokens();
        tokens.ifPresent(bytes -> addTokens(known, bytes));
        TokenTable table = known.addTrain(excerpts).table(statistics.mean());
        return Imported.of(
                NeuronId.mlp(model, layer, index),
                Layout.record(layer, index),
                dataset,
                Sha256.of(file),
                MAPPING
                        + tokens.map(bytes -> " tokenTable=published:" + Sha256.of(bytes))
                                .orElse(" tokenTable=train-excerpts"),
                statistics,
                excerpts,
                table);
    }

    private static void checkNeuron(int layer, int index, NeuronRecordFile.Id id) {
        if (id == null || id.layer() == null || id.index() == null) {
            throw new InterchangeException(
                    "missing required field \"neuron_id\" with \"layer_index\" and \"neuron_index\"");
        }
        if (id.layer() != layer || id.index() != index) {
            throw new InterchangeException("field \"neuron_id\" says layer " + id.layer() + ", neuron " + id.index());
        }
    }

    private static List<Excerpt> excerpts(NeuronRecordFile neuron) {
        PublishedExcerpts excerpts = new PublishedExcerpts();
        add(excerpts, "most_positive_activation_records", neuron.top(), ExcerptSet.TOP, "top", null);
        add(excerpts, "random_sample", neuron.random(), ExcerptSet.RANDOM, "random", null);
        List<List<Activations>> bins = neuron.quantiles() == null ? List.of() : neuron.quantiles();
        Optional<List<String>> ranges = QuantileBins.ranges(bins.size(), neuron.boundaries());
        for (int bin = 0; bin < bins.size(); bin++) {
            String range = ranges.isPresent() ? ranges.get().get(bin) : null;
            String field = "random_sample_by_quantile[" + bin + "]";
            add(excerpts, field, bins.get(bin), ExcerptSet.QUANTILE, "quantile-" + bin, range);
        }
        if (excerpts.all().isEmpty()) {
            throw new InterchangeException("it has no excerpt");
        }
        return excerpts.all();
    }

    private static void add(
            PublishedExcerpts excerpts,
            String field,
            List<Activations> published,
            ExcerptSet set,
            String name,
            String range) {
        if (published == null) {
            throw new InterchangeException("missing required field \"" + field + "\"");
        }
        for (int i = 0; i < published.size(); i++) {
            Activations one = checked(published.get(i), field + "[" + i + "]");
            excerpts.add(
                    name + "/" + i, set, Splits.of(set, i, published.size()), range, one.tokens(), one.activations());
        }
    }

    private static Activations checked(Activations one, String where) {
        if (one == null || one.tokens() == null || one.activations() == null) {
            throw new InterchangeException("field \"" + where + "\" needs \"tokens\" and \"activations\"");
        }
        if (one.tokens().stream().anyMatch(Objects::isNull)) {
            throw new InterchangeException("field \"" + where + ".tokens\" holds a null");
        }
        if (one.tokens().size() != one.activations().size()) {
            throw new InterchangeException("field \"" + where + "\" has "
                    + one.tokens().size() + " tokens and " + one.activations().size() + " activations");
        }
        if (one.tokens().size() < PublishedExcerpts.FEWEST_TOKENS) {
            throw new InterchangeException(
                    "field \"" + where + "\" has fewer than " + PublishedExcerpts.FEWEST_TOKENS + " tokens");
        }
        return one;
    }

    private static Statistics statistics(NeuronRecordFile neuron, List<Excerpt> excerpts) {
        if (neuron.variance() != null && neuron.variance() < 0) {
            throw new InterchangeException("field \"variance\" is below 0");
        }
        for (Double value : new Double[] {neuron.mean(), neuron.variance(), neuron.skewness(), neuron.kurtosis()}) {
            if (value != null && !Double.isFinite(value)) {
                throw new InterchangeException(
                        "one of the fields \"mean\", \"variance\", \"skewness\" and \"kurtosis\" is out of range");
            }
        }
        return PublishedStatistics.of(excerpts, neuron.mean(), neuron.variance(), neuron.skewness(), neuron.kurtosis());
    }

    private static void addTokens(PublishedTokens known, byte[] bytes) {
        Tokens tokens = Json.read(bytes, Tokens.class);
        if (tokens.tokens() == null
                || tokens.means() == null
                || tokens.tokens().size() != tokens.means().size()
                || tokens.tokens().contains(null)) {
            throw new InterchangeException(
                    "the file of its tokens needs as many \"average_activations\" as \"tokens\"");
        }
        for (int i = 0; i < tokens.tokens().size(); i++) {
            Double mean = tokens.means().get(i);
            if (mean != null && Float.isFinite(mean.floatValue())) {
                known.add(Texts.wellFormed(tokens.tokens().get(i)), mean);
            }
        }
    }
}
