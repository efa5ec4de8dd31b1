package dev.ganglion.events;

import java.nio.charset.StandardCharsets;

/**
 * Reads JSON numbers in bytes as floats of four digits, one after the other. For one
 * thread.
 */
final class PlainNumber {

    /** As many as an int has room for. */
    private static final int MOST_DIGITS = 9;

    private static final int MOST_EXPONENT_DIGITS = 3;

    private final byte[] bytes;
    private final int limit;
    private int end;
    private float value;

    /** @param limit the end of what may be read in {@code bytes} */
    PlainNumber(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Reads the number that starts here; false if it has very many digits, or none starts here that JSON allows. */
    boolean readAt(int start) {
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
        value = FourDigits.isExact(digits, exponent)
                ? FourDigits.exact(digits, exponent)
                : FourDigits.read(new String(bytes, start, at - start, StandardCharsets.ISO_8859_1));
    }

    /** The position behind the number that was read. */
    int end() {
        return end;
    }

    /** The number that was read; an infinity if it is no float. */
    float value() {
        return value;
    }
}
