package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a neuron does on each token, over the corpus without the neuron's held-out excerpts: those of its own excerpts
 * first, then by mean.
 *
 * @param tokens [entries]
 * @param sums of the activations on the token [entries]
 * @param counts of its occurrences, above 0 [entries]
 * @param mean the neuron's mean over the same text: what a token that is not here gets
 * @param coverage share of the corpus's counted positions whose tokens could enter the table, 0 to 1; null if any token
 *     could. Less than 1 where sums were kept of the most frequent tokens only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenTable(
        @TokenTexts List<String> tokens, ActivationValues sums, List<Long> counts, double mean, Double coverage) {

    /** The most entries of a table. */
    public static final int MOST_ENTRIES = 1024;

    /** A table that any token could enter. */
    public TokenTable(List<String> tokens, ActivationValues sums, List<Long> counts, double mean) {
        this(tokens, sums, counts, mean, null);
    }

    public TokenTable {
        tokens = Required.list("tokens", tokens);
        Required.field("sums", sums);
        counts = Required.list("counts", counts);
        Required.that(
                tokens.size() == sums.size() && tokens.size() == counts.size(),
                "a token table needs a sum and a count for each token");
        Required.that(tokens.size() <= MOST_ENTRIES, "a token table has at most " + MOST_ENTRIES + " entries");
        Required.finite("mean", mean);
        Required.that(
                coverage == null || (coverage >= 0 && coverage <= 1), "a token table's coverage is between 0 and 1");
        for (long count : counts) {
            Required.that(count > 0, "a token table's counts are above 0");
        }
    }
}
