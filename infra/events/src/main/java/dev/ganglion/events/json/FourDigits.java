package dev.ganglion.events.json;

/**
 * Numbers of four significant digits: more than a reader or a score can use, and half the bytes of all seven digits of a
 * float. Written here and not with {@link Float#toString(float)}, which on older JDKs does not give the shortest form.
 */
public final class FourDigits {

    /** Characters of the longest numbers, {@code -1.234e-10} and {@code -0.0001234}; no more are touched on the way. */
    public static final int LONGEST = 10;

    /** Of four digits; the next, 3.403e38, is no float. */
    private static final float LARGEST = 3.402e38f;

    /** The powers of ten up to this one are doubles; with one above, or below its negative, the result might be another. */
    private static final int LARGEST_EXACT_POWER = 22;

    private static final double LOG10_OF_2 = Math.log10(2);

    private static final double[] POWERS = new double[100];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + (i - 50));
        }
    }

    private FourDigits() {}

    /** The float nearest to the value's first four significant digits; the value must be finite. */
    public static float round(float value) {
        if (value == 0) {
            return 0f;
        }
        double magnitude = Math.abs((double) value);
        int exponent = exponent(magnitude);
        int digits = digits(magnitude, exponent);
        double rounded = exponent >= 3 ? digits * power(exponent - 3) : digits / power(3 - exponent);
        return (float) Math.copySign(Math.min(rounded, LARGEST), value);
    }

    /**
     * Writes a rounded value as a JSON number.
     *
     * @param into has room for {@link #LONGEST} bytes from {@code at} on
     * @return the position behind it
     */
    public static int write(float value, byte[] into, int at) {
        if (value == 0) {
            into[at] = '0';
            return at + 1;
        }
        int next = at;
        if (value < 0) {
            into[next++] = '-';
        }
        double magnitude = Math.abs((double) value);
        int exponent = exponent(magnitude);
        int digits = digits(magnitude, exponent);
        if (digits == 10_000) {
            digits = 1_000;
            exponent++;
        }
        int count = significant(digits);
        return exponent >= -4 && exponent < 8
                ? plain(digits, count, exponent, into, next)
                : scientific(digits, count, exponent, into, next);
    }

    /** Of four digits, how many there are before the zeros at the end. */
    private static int significant(int digits) {
        if (digits % 100 != 0) {
            return digits % 10 != 0 ? 4 : 3;
        }
        return digits % 1000 != 0 ? 2 : 1;
    }

    private static int scientific(int digits, int count, int exponent, byte[] into, int start) {
        put(digits, into, start);
        int at = start + 1;
        if (count > 1) {
            at = withPoint(into, start, 1, count);
        }
        into[at++] = 'e';
        if (exponent < 0) {
            into[at++] = '-';
        }
        int power = Math.abs(exponent);
        if (power >= 10) {
            into[at++] = (byte) ('0' + power / 10);
        }
        into[at] = (byte) ('0' + power % 10);
        return at + 1;
    }

    private static int plain(int digits, int count, int exponent, byte[] into, int start) {
        int at = start;
        if (exponent < 0) {
            into[at++] = '0';
            into[at++] = '.';
            for (int zeros = -1; zeros > exponent; zeros--) {
                into[at++] = '0';
            }
            put(digits, into, at);
            return at + count;
        }
        put(digits, into, at);
        int whole = exponent + 1;
        if (count > whole) {
            return withPoint(into, at, whole, count);
        }
        for (int i = count; i < whole; i++) {
            into[at + i] = '0';
        }
        return at + whole;
    }

    /** Puts a point behind so many of the digits that are there, and returns the position behind all. */
    private static int withPoint(byte[] into, int at, int whole, int count) {
        for (int i = at + count; i > at + whole; i--) {
            into[i] = into[i - 1];
        }
        into[at + whole] = '.';
        return at + count + 1;
    }

    /** All four digits: zeros at the end are written over. */
    private static void put(int digits, byte[] into, int at) {
        int upper = digits / 100;
        int lower = digits - 100 * upper;
        into[at] = (byte) ('0' + upper / 10);
        into[at + 1] = (byte) ('0' + upper % 10);
        into[at + 2] = (byte) ('0' + lower / 10);
        into[at + 3] = (byte) ('0' + lower % 10);
    }

    /** Reads a number and rounds it, but for one that is no float and comes back as an infinity. */
    public static float read(String number) {
        float value = Float.parseFloat(number);
        return Float.isFinite(value) ? round(value) : value;
    }

    /** Whether {@link #exact} may be asked for: there are no more than four digits, and the power of ten is not far. */
    static boolean isExact(int digits, int exponent) {
        return Math.abs(digits) < 10_000 && Math.abs(exponent) <= LARGEST_EXACT_POWER;
    }

    /** {@code digits · 10^exponent}, in far less time than the general way of reading takes. */
    static float exact(int digits, int exponent) {
        // A negative power is no double, but near enough: for every number of four digits the nearest float is the one
        // that a division gives.
        return (float) (digits * power(exponent));
    }

    /** The power of ten of the first significant digit. */
    private static int exponent(double magnitude) {
        // Of the two that the binary exponent leaves, the lower one: its logarithm costs less than the number's own.
        int exponent = (int) Math.floor(Math.getExponent(magnitude) * LOG10_OF_2);
        if (power(exponent + 1) <= magnitude) {
            return exponent + 1;
        }
        return power(exponent) > magnitude ? exponent - 1 : exponent;
    }

    private static int digits(double magnitude, int exponent) {
        double scaled = exponent >= 3 ? magnitude / power(exponent - 3) : magnitude * power(3 - exponent);
        return (int) (scaled + 0.5);
    }

    private static double power(int exponent) {
        return POWERS[exponent + 50];
    }
}
