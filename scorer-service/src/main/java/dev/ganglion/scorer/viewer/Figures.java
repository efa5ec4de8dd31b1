package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Score;
import java.util.Locale;

/** Numbers as pages show them. */
final class Figures {

    private Figures() {}

    /** Two decimals, with a minus sign that is as wide as a digit. */
    static String decimal(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.equals("-0.00") ? "0.00" : text.replace('-', '\u2212');
    }

    /** An activation: two decimals, more where these would say nothing. */
    static String activation(double value) {
        if (value != 0 && Math.abs(value) < 0.1) {
            return String.format(Locale.ROOT, "%.3f", value).replace('-', '\u2212');
        }
        return decimal(value);
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
