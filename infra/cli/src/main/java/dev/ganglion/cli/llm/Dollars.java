package dev.ganglion.cli.llm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Amounts of money as people read them. */
public final class Dollars {

    private Dollars() {}

    /** {@code $12.30}, or for less than a dollar two digits that count: {@code $0.0025}; {@code unknown} for null. */
    public static String text(Double dollars) {
        if (dollars == null) {
            return "unknown";
        }
        if (dollars == 0) {
            return "$0";
        }
        if (Math.abs(dollars) >= 0.995) {
            return String.format(Locale.ROOT, "$%,.2f", dollars);
        }
        BigDecimal rounded = BigDecimal.valueOf(dollars).round(new MathContext(2, RoundingMode.HALF_UP));
        // 0.5 is $0.50.
        return "$" + (rounded.scale() < 2 ? rounded.setScale(2) : rounded).toPlainString();
    }
}
