package dev.ganglion.events.json;

import static dev.ganglion.events.json.EightBytes.EACH;
import static dev.ganglion.events.json.EightBytes.HIGHEST_BITS;
import static dev.ganglion.events.json.EightBytes.firstZero;

import java.nio.charset.StandardCharsets;

/**
 * Reads JSON numbers in bytes as floats of four digits, one after the other. For one
 * thread.
 */
final class PlainNumber {

    /** As many as an int has room for. */
    private static final int MOST_DIGITS = 9;

    private static final int MOST_EXPONENT_DIGITS = 3;

    private static final long ZEROS = '0' * EACH;
    private static final long POINTS = '.' * EACH;
    private static final long COMMAS = ',' * EACH;
    private static final long BRACKETS = ']' * EACH;

    private static final long FIRST_TWO = 0xffff;
    private static final long NOTHING_AND_POINT = '0' | '.' << Byte.SIZE;

    /** Added to a digit it stays below 0x80, and to anything more it does not. */
    private static final long BEYOND_NINE = 0x76L * EACH;

    private final byte[] bytes;
    private final int limit;
    private int end;
    private float value;
    private boolean fourDigits;

    /** @param limit the end of what may be read in {@code bytes} */
    PlainNumber(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Reads the number that starts here; false if it has very many digits, or none starts here that JSON allows. */
    boolean readAt(int start) {
        return readShort(start) || readLong(start);
    }

    /**
     * The same by eight bytes at once, without a branch for each digit; false also if it has many digits, an exponent, or
     * neither a comma nor a bracket behind it. (Sums of neighbouring digits: Daniel Lemire, "Number Parsing at a Gigabyte per
     * Second", 2021, section 6.)
     */
    private boolean readShort(int start) {
        if (start + 2 * Long.BYTES > limit) {
            return false;
        }
        int sign = bytes[start] == '-' ? 1 : 0;
        int first = start + sign;
        long eight = EightBytes.at(bytes, first);
        return (eight & FIRST_TWO) == NOTHING_AND_POINT ? readFraction(start, sign) : readOther(start, sign, eight);
    }

    /** A nothing and a point are passed over, so that small numbers are short too. */
    private boolean readFraction(int start, int sign) {
        int first = start + sign + 2;
        long eight = EightBytes.at(bytes, first);
        long ends = endsOfElements(eight);
        int digits = Long.numberOfTrailingZeros(ends) / Byte.SIZE;
        return ends != 0
                && digits > 0
                && readDigits(eight << Byte.SIZE * (Long.BYTES - digits), digits, start, first + digits, sign, digits);
    }

    private boolean readOther(int start, int sign, long eight) {
        long ends = endsOfElements(eight);
        int length = Long.numberOfTrailingZeros(ends) / Byte.SIZE;
        if (ends == 0 || length == 0) {
            return false;
        }
        // The last character highest, so that a digit is worth the same however many are before it.
        long text = eight << Byte.SIZE * (Long.BYTES - length);
        int fraction = 0;
        int digits = length;
        long points = EightBytes.zeros(text ^ POINTS);
        if (points != 0) {
            int point = Long.numberOfTrailingZeros(points) / Byte.SIZE;
            fraction = Long.BYTES - 1 - point;
            digits--;
            long before = text & (1L << Byte.SIZE * point) - 1;
            long behind = text & -2L << Byte.SIZE * point + Byte.SIZE - 1;
            text = behind | before << Byte.SIZE;
        }
        int whole = digits - fraction;
        if (whole < 1 || whole > 1 && (byte) eight == '0' || points != 0 && fraction == 0) {
            return false;
        }
        return readDigits(text, digits, start, start + sign + length, sign, fraction);
    }

    /**
     * @param text its last bytes are the digits, the last one highest
     * @param fraction how many of them are behind the point
     */
    private boolean readDigits(long text, int digits, int start, int at, int sign, int fraction) {
        long values = (text | ZEROS & -1L >>> Byte.SIZE * digits) ^ ZEROS;
        if (((values + BEYOND_NINE | values) & HIGHEST_BITS) != 0) {
            return false;
        }
        int number = sum(values);
        take(start, at, sign == 0 ? number : -number, -fraction);
        return true;
    }

    /** The lowest bit set is the highest of the first comma or bracket; those above it say nothing. */
    private static long endsOfElements(long eight) {
        return (firstZero(eight ^ COMMAS) | firstZero(eight ^ BRACKETS)) & HIGHEST_BITS;
    }

    /** @param digits eight of them, the most significant lowest */
    private static int sum(long digits) {
        long pairs = digits * 10 + (digits >>> Byte.SIZE);
        long hundreds = 0x000000FF000000FFL;
        return (int)
                ((pairs & hundreds) * (100 + (1_000_000L << 32)) + (pairs >>> 16 & hundreds) * (1 + (10_000L << 32))
                        >>> 32);
    }

    private boolean readLong(int start) {
        int at = start;
        boolean negative = at < limit && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        int point = -1;
        int digits = 0;
        for (; at < limit; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
            } else if (digit == '.' - '0' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        int whole = (point < 0 ? at : point) - first;
        int fraction = point < 0 ? 0 : at - point - 1;
        boolean allowed = whole > 0
                && (whole == 1 || bytes[first] != '0')
                && (point < 0 || fraction > 0)
                && whole + fraction <= MOST_DIGITS;
        if (!allowed) {
            return false;
        }
        if (at < limit && (bytes[at] == 'e' || bytes[at] == 'E')) {
            return readExponent(start, at + 1, negative ? -digits : digits, fraction);
        }
        take(start, at, negative ? -digits : digits, -fraction);
        return true;
    }

    private boolean readExponent(int start, int from, int digits, int fraction) {
        int at = from;
        boolean below = at < limit && bytes[at] == '-';
        if (below || at < limit && bytes[at] == '+') {
            at++;
        }
        int first = at;
        int exponent = 0;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            exponent = 10 * exponent + bytes[at++] - '0';
        }
        if (at == first || at - first > MOST_EXPONENT_DIGITS) {
            return false;
        }
        take(start, at, digits, (below ? -exponent : exponent) - fraction);
        return true;
    }

    private void take(int start, int at, int digits, int exponent) {
        end = at;
        fourDigits = FourDigits.isExact(digits, exponent);
        value = fourDigits
                ? FourDigits.exact(digits, exponent)
                : FourDigits.read(new String(bytes, start, at - start, StandardCharsets.ISO_8859_1));
    }

    /** The position behind the number that was read. */
    int end() {
        return end;
    }

    /** Whether the number has no more than four digits as it stands. */
    boolean hasFourDigits() {
        return fourDigits;
    }

    /** The number that was read; an infinity if it is no float. */
    float value() {
        return value;
    }
}
