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
        List<Integer> tokens = mostTelling(occurrences);
        if (tokens.isEmpty()) {
            return "Fires on no token more than on others; about " + number(occurrences.otherwise()) + " on average.";
        }
        String end = "; elsewhere about " + number(occurrences.otherwise()) + ".";
        StringBuilder sentence = new StringBuilder("Fires on the token");
        String before = tokens.size() == 1 ? " " : "s ";
        for (int entry : tokens) {
            String token =
                    before + QuotedToken.of(occurrences.token(entry)) + " (" + number(occurrences.mean(entry)) + ")";
            if (sentence.length() + token.length() + end.length() > LONGEST) {
                break;
            }
            sentence.append(token);
            before = ", ";
        }
        return sentence.append(end).toString();
    }

    /** Entries, the most telling first. */
    private static List<Integer> mostTelling(TokenOccurrences occurrences) {
        double mean = occurrences.otherwise();
        Comparator<Weighted> bestFirst = Comparator.comparingDouble(Weighted::weight)
                .reversed()
                .thenComparing(token -> occurrences.token(token.entry()));
        // The best so far, the least of them first: a table has a thousand tokens, and sorting it takes as long as
        // reading it.
        PriorityQueue<Weighted> best = new PriorityQueue<>(MOST_TOKENS + 1, bestFirst.reversed());
        for (int entry = 0; entry < occurrences.size(); entry++) {
            if (occurrences.mean(entry) <= 0 || occurrences.mean(entry) <= mean) {
                continue;
            }
            double weight = weight(occurrences, entry);
            if (best.size() < MOST_TOKENS || weight >= best.element().weight()) {
                best.add(new Weighted(entry, weight));
                if (best.size() > MOST_TOKENS) {
                    best.remove();
                }
            }
        }
        List<Weighted> sorted = best.stream().sorted(bestFirst).toList();
        return sorted.stream()
                .filter(token -> token.weight() >= LEAST_WEIGHT * sorted.get(0).weight())
                .map(Weighted::entry)
                .toList();
    }

    private record Weighted(int entry, double weight) {}

    /** How far the token's mean is above the neuron's, shrunk the more the rarer the token is. */
    private static double weight(TokenOccurrences occurrences, int entry) {
        double count = occurrences.count(entry);
        return (occurrences.sum(entry) - count * occurrences.otherwise()) / (count + PRIOR_OCCURRENCES);
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
