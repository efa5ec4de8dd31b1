package dev.ganglion.llm.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money: whole nano-dollars, so that sums are exact. */
public final class Dollars {

    /** Digits after the point. */
    public static final int SCALE = 9;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000L);

    private Dollars() {}

    /**
     * Nano-dollars of an amount.
     *
     * @param what is measured, for errors: "the budget"
     * @throws IllegalArgumentException with one sentence, if it is negative, above a billion dollars or finer than a
     *     nano-dollar
     */
    public static long nano(String what, BigDecimal dollars) {
        if (dollars.signum() < 0 || dollars.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(what + " must be 0 to 1000000000 dollars");
        }
        try {
            return dollars.movePointRight(SCALE).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(what + " has more than " + SCALE + " digits after the point", e);
        }
    }

    /** Dollars of nano-dollars, exactly. */
    public static BigDecimal of(long nano) {
        return BigDecimal.valueOf(nano, SCALE);
    }

    /** Dollars of nano-dollars, exactly; null of null. */
    public static BigDecimal of(Long nano) {
        return nano == null ? null : of(nano.longValue());
    }

    /** For people: {@code $1.00}, {@code $0.0004}. All digits that are not 0, and at least cents. */
    public static String shown(long nano) {
        BigDecimal dollars = of(nano).stripTrailingZeros();
        return "$" + (dollars.scale() < 2 ? dollars.setScale(2, RoundingMode.UNNECESSARY) : dollars).toPlainString();
    }
}
