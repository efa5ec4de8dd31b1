package dev.ganglion.scorer.viewer;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import dev.ganglion.scorer.results.ScoredExplanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a record says besides its excerpts.
 *
 * @param tokens those with the largest mean activation
 * @param facts statistics and provenance
 * @param related what the model's weights say of the neuron; null if the record does not have it
 */
record RecordView(List<TokenRow> tokens, List<Fact> facts, RelatedView related) {

    private static final int MOST_TOKENS = 20;
    private static final int LONGEST_FACT = 200;

    record TokenRow(String text, String mean, String seen) {}

    record Fact(String name, String value) {}

    /** @param explained of the related neurons, as far as they are */
    static RecordView of(NeuronActivations record, Map<NeuronId, ScoredExplanation> explained) {
        return new RecordView(
                tokens(record.tokenTable()),
                facts(record),
                record.weights() == null ? null : RelatedView.of(record.weights(), explained));
    }

    private static List<TokenRow> tokens(TokenTable table) {
        return IntStream.range(0, table.tokens().size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -mean(table, i)))
                .limit(MOST_TOKENS)
                .map(i -> new TokenRow(
                        ShownText.token(table.tokens().get(i)),
                        Figures.activation(mean(table, i)),
                        Figures.count(table.counts().get(i))))
                .toList();
    }

    private static double mean(TokenTable table, int entry) {
        return (double) table.sums().get(entry) / table.counts().get(entry);
    }

    private static List<Fact> facts(NeuronActivations record) {
        Statistics statistics = record.statistics();
        Provenance provenance = record.provenance();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("largest activation", Figures.activation(statistics.maximum())));
        facts.add(new Fact("mean", Figures.activation(statistics.mean())));
        facts.add(new Fact("standard deviation", Figures.activation(Math.sqrt(statistics.variance()))));
        if (statistics.skewness() != null && statistics.kurtosis() != null) {
            facts.add(new Fact("skewness", Figures.decimal(statistics.skewness())));
            facts.add(new Fact("kurtosis", Figures.decimal(statistics.kurtosis())));
        }
        facts.add(new Fact("positions", Figures.count(statistics.count())));
        facts.add(new Fact(
                "corpus",
                text(provenance.corpus()) + ", " + Figures.count(provenance.excerpts(), "excerpt") + " of "
                        + Figures.count(provenance.tokens(), "token")));
        Double coverage = record.tokenTable().coverage();
        if (coverage != null) {
            facts.add(new Fact(
                    "token table",
                    String.format(Locale.ROOT, "of the most frequent tokens, %.1f %% of the corpus", 100 * coverage)));
        }
        facts.add(new Fact("corpus digest", text(provenance.corpusDigest())));
        facts.add(new Fact("model digest", text(provenance.subjectDigest())));
        facts.add(new Fact("collation", text(provenance.collation())));
        facts.add(new Fact("record", record.id().toString()));
        return facts;
    }

    private static String text(String text) {
        return ShownText.prose(text, LONGEST_FACT);
    }
}
