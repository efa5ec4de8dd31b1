package dev.ganglion.events;

import java.nio.charset.StandardCharsets;

/**
 * Reads JSON numbers in bytes as floats of four digits, one after the other. Of a number with very many digits it reads the
 * first ones and is not at its end then. For one thread.
 */
final class PlainNumber {

    /** As many as an int has room for. */
    private static final int MOST_DIGITS = 9;

    private static final int MOST_EXPONENT_DIGITS = 3;

    private final byte[] bytes;
    private final int limit;
    private int at;
    private float value;

    /** @param limit the end of what may be read in {@code bytes} */
    PlainNumber(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Reads the number that starts here; false if none does that JSON allows. */
    boolean readAt(int start) {
        at = start;
        boolean negative = skip('-');
        int first = at;
        int digits = digits(0, first + MOST_DIGITS);
        int whole = at - first;
        if (whole == 0 || whole > 1 && bytes[first] == '0') {
            return false;
        }
        int exponent = 0;
        if (skip('.')) {
            int from = at;
            digits = digits(digits, from + MOST_DIGITS - whole);
            exponent = from - at;
            if (exponent == 0) {
                return false;
            }
        }
        if (skip('e') || skip('E')) {
            boolean below = skip('-');
            if (!below) {
                skip('+');
            }
            int from = at;
            int power = digits(0, from + MOST_EXPONENT_DIGITS);
            if (at == from) {
                return false;
            }
            exponent += below ? -power : power;
        }
        if (FourDigits.isExact(digits, exponent)) {
            float magnitude = FourDigits.exact(digits, exponent);
            value = negative && digits != 0 ? -magnitude : magnitude;
        } else {
            value = FourDigits.read(new String(bytes, start, at - start, StandardCharsets.ISO_8859_1));
        }
        return true;
    }

    private boolean skip(char c) {
        if (at < limit && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Appends the digits that follow, up to this position at most. */
    private int digits(int before, int until) {
        int all = before;
        while (at < limit && at < until && isDigit(bytes[at])) {
            all = 10 * all + bytes[at++] - '0';
        }
        return all;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The position behind the number that was read. */
    int end() {
        return at;
    }

    /** The number that was read; an infinity if it is no float. */
    float value() {
        return value;
    }
}
