package dev.ganglion.explainer.tokenlookup;

import dev.ganglion.events.Statistics;
import dev.ganglion.explainer.evidence.TokenOccurrences;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts a token table into one sentence of at most {@link #LONGEST} characters: the tokens on which the neuron fires most,
 * with its mean activation on each. The sentence is a part of the explanation's identity, so it is the same on every
 * machine and JDK.
 */
final class TokenLookupSentence {

    /** Characters of the longest sentence. */
    static final int LONGEST = 500;

    private static final int MOST_TOKENS = 8;

    /** Occurrences at the neuron's mean that are added to each token's own, so that one lucky occurrence says little. */
    private static final double PRIOR_OCCURRENCES = 4;

    /** A token is named if its weight is at least this part of the greatest. */
    private static final double LEAST_WEIGHT = 0.2;

    private TokenLookupSentence() {}

    static String of(TokenOccurrences occurrences, Statistics statistics) {
        if (!statistics.fires()) {
            return "Never fires: its highest activation over the corpus is " + number(statistics.maximum()) + ".";
        }
        List<TokenOccurrences.Entry> tokens = mostTelling(occurrences);
        if (tokens.isEmpty()) {
            return "Fires on no token more than on others; about " + number(occurrences.otherwise()) + " on average.";
        }
        String end = "; elsewhere about " + number(occurrences.otherwise()) + ".";
        StringBuilder sentence = new StringBuilder("Fires on the token");
        String before = tokens.size() == 1 ? " " : "s ";
        for (TokenOccurrences.Entry entry : tokens) {
            String token = before + QuotedToken.of(entry.token()) + " (" + number(entry.mean()) + ")";
            if (sentence.length() + token.length() + end.length() > LONGEST) {
                break;
            }
            sentence.append(token);
            before = ", ";
        }
        return sentence.append(end).toString();
    }

    private static List<TokenOccurrences.Entry> mostTelling(TokenOccurrences occurrences) {
        double mean = occurrences.otherwise();
        // The best so far, the least of them first: a table has a thousand tokens, and sorting it takes as long as
        // reading it.
        PriorityQueue<Weighted> best = new PriorityQueue<>(MOST_TOKENS + 1, Weighted.BEST_FIRST.reversed());
        for (TokenOccurrences.Entry entry : occurrences.entries()) {
            if (entry.mean() <= 0 || entry.mean() <= mean) {
                continue;
            }
            double weight = weight(entry, mean);
            if (best.size() < MOST_TOKENS || weight >= best.element().weight()) {
                best.add(new Weighted(entry, weight));
                if (best.size() > MOST_TOKENS) {
                    best.remove();
                }
            }
        }
        List<Weighted> sorted = best.stream().sorted(Weighted.BEST_FIRST).toList();
        return sorted.stream()
                .filter(token -> token.weight() >= LEAST_WEIGHT * sorted.get(0).weight())
                .map(Weighted::entry)
                .toList();
    }

    private record Weighted(TokenOccurrences.Entry entry, double weight) {

        static final Comparator<Weighted> BEST_FIRST = Comparator.comparingDouble(Weighted::weight)
                .reversed()
                .thenComparing(token -> token.entry().token());
    }

    /** How far the token's mean is above the neuron's, shrunk the more the rarer the token is. */
    private static double weight(TokenOccurrences.Entry entry, double mean) {
        return (entry.sum() - entry.count() * mean) / (entry.count() + PRIOR_OCCURRENCES);
    }

    /** Two significant digits. */
    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(2, RoundingMode.HALF_EVEN));
        if (rounded.signum() == 0) {
            return "0";
        }
        BigDecimal digits = rounded.abs().stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        String text = exponent >= -4 && exponent < 7 ? digits.toPlainString() : digits.toString();
        return rounded.signum() < 0 ? "−" + text : text;
    }
}
