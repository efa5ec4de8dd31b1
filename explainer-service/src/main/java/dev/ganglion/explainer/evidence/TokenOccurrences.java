package dev.ganglion.explainer.evidence;

import dev.ganglion.events.TokenIndex;
import dev.ganglion.events.TokenTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A record's token table with each text once: a vocabulary may have several tokens of the same text, and readers see
 * the text. Entries are in the table's order, counted from 0. Immutable.
 */
public final class TokenOccurrences {

    private final List<String> tokens; // [entries]
    private final double[] sums; // [entries], of the activations on the token
    private final double[] counts; // [entries], of its occurrences, above 0
    private final double otherwise;

    private TokenOccurrences(List<String> tokens, double[] sums, double[] counts, double otherwise) {
        this.tokens = tokens;
        this.sums = sums;
        this.counts = counts;
        this.otherwise = otherwise;
    }

    public static TokenOccurrences of(TokenTable table) {
        int[] firsts = new TokenIndex(table.tokens()).positions(table.tokens());
        int[] entries = IntStream.range(0, firsts.length)
                .filter(position -> firsts[position] == position)
                .toArray();
        double[] sums = new double[firsts.length];
        double[] counts = new double[firsts.length];
        for (int position = 0; position < firsts.length; position++) {
            sums[firsts[position]] += table.sums().get(position);
            counts[firsts[position]] += table.counts().get(position);
        }
        if (entries.length == firsts.length) {
            // The list itself, which is written as it was read.
            return new TokenOccurrences(table.tokens(), sums, counts, table.mean());
        }
        return new TokenOccurrences(
                Arrays.stream(entries).mapToObj(table.tokens()::get).toList(),
                Arrays.stream(entries).mapToDouble(entry -> sums[entry]).toArray(),
                Arrays.stream(entries).mapToDouble(entry -> counts[entry]).toArray(),
                table.mean());
    }

    /** How many entries there are. */
    public int size() {
        return sums.length;
    }

    /** The texts of all entries, each once. */
    public List<String> tokens() {
        return tokens;
    }

    public String token(int entry) {
        return tokens.get(entry);
    }

    /** Of the activations on the token. */
    public double sum(int entry) {
        return sums[entry];
    }

    /** Of its occurrences, above 0. */
    public double count(int entry) {
        return counts[entry];
    }

    /** Mean activation on the token. */
    public double mean(int entry) {
        return sums[entry] / counts[entry];
    }

    /** The neuron's mean over the same text. */
    public double otherwise() {
        return otherwise;
    }
}
