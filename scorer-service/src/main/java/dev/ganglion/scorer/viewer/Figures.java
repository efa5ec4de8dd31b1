package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Score;
import java.util.Locale;

/** Numbers as pages show them. */
final class Figures {

    private static final char MINUS = '\u2212';

    /** Below it all digits before the point are exact. */
    private static final double LARGEST_PLAIN = 1e12;

    private Figures() {}

    /** Two decimals, with a minus sign that is as wide as a digit. */
    static String decimal(double value) {
        return fixed(value, 2);
    }

    /** An activation: two decimals, more where these would say nothing. */
    static String activation(double value) {
        return fixed(value, value != 0 && Math.abs(value) < 0.1 ? 3 : 2);
    }

    /** So many decimals. A page has some thousand such numbers, and the general way reads its format anew for each. */
    private static String fixed(double value, int decimals) {
        if (!(Math.abs(value) < LARGEST_PLAIN)) {
            return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', MINUS);
        }
        int one = decimals == 2 ? 100 : 1000;
        long scaled = Math.round(Math.abs(value) * one);
        StringBuilder text = new StringBuilder();
        if (value < 0 && scaled > 0) {
            text.append(MINUS);
        }
        text.append(scaled / one).append('.');
        long behind = scaled % one;
        for (int ten = one / 10; ten > 1 && behind < ten; ten /= 10) {
            text.append('0');
        }
        return text.append(behind).toString();
    }

    /** The value or {@code undefined}. */
    static String score(Score score) {
        return score.value() == null ? "undefined" : decimal(score.value());
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 excerpt}, {@code 2 excerpts}. */
    static String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }
}
