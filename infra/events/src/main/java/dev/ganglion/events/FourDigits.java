package dev.ganglion.events;

/**
 * Numbers of four significant digits: more than a reader or a score can use, and half the bytes of all seven digits of a
 * float. Written here and not with {@link Float#toString(float)}, which on older JDKs does not give the shortest form.
 */
final class FourDigits {

    /** Characters of the longest numbers: {@code -1.234e-10}, {@code -0.0001234}. */
    static final int LONGEST = 10;

    /** Of four digits; the next, 3.403e38, is no float. */
    private static final float LARGEST = 3.402e38f;

    private static final double[] POWERS = new double[100];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + (i - 50));
        }
    }

    private FourDigits() {}

    /** The float nearest to the value's first four significant digits; the value must be finite. */
    static float round(float value) {
        if (value == 0) {
            return 0f;
        }
        double magnitude = Math.abs((double) value);
        int exponent = exponent(magnitude);
        long digits = digits(magnitude, exponent);
        double rounded = exponent >= 3 ? digits * power(exponent - 3) : digits / power(3 - exponent);
        return (float) Math.copySign(Math.min(rounded, LARGEST), value);
    }

    /** Writes a rounded value as a JSON number and returns how many characters that took. */
    static int write(float value, char[] into) {
        if (value == 0) {
            into[0] = '0';
            return 1;
        }
        int at = 0;
        if (value < 0) {
            into[at++] = '-';
        }
        double magnitude = Math.abs((double) value);
        int exponent = exponent(magnitude);
        long digits = digits(magnitude, exponent);
        if (digits == 10_000) {
            digits = 1_000;
            exponent++;
        }
        int count = 4;
        while (digits % 10 == 0) {
            digits /= 10;
            count--;
        }
        char[] text = Long.toString(digits).toCharArray();
        if (exponent >= -4 && exponent < 8) {
            return plain(text, count, exponent, into, at);
        }
        into[at++] = text[0];
        if (count > 1) {
            into[at++] = '.';
            System.arraycopy(text, 1, into, at, count - 1);
            at += count - 1;
        }
        into[at++] = 'e';
        String power = Integer.toString(exponent);
        power.getChars(0, power.length(), into, at);
        return at + power.length();
    }

    private static int plain(char[] digits, int count, int exponent, char[] into, int start) {
        int at = start;
        if (exponent < 0) {
            into[at++] = '0';
            into[at++] = '.';
            for (int zeros = -1; zeros > exponent; zeros--) {
                into[at++] = '0';
            }
            System.arraycopy(digits, 0, into, at, count);
            return at + count;
        }
        for (int i = 0; i < Math.max(count, exponent + 1); i++) {
            if (i == exponent + 1) {
                into[at++] = '.';
            }
            into[at++] = i < count ? digits[i] : '0';
        }
        return at;
    }

    /** The power of ten of the first significant digit. */
    private static int exponent(double magnitude) {
        int exponent = (int) Math.floor(Math.log10(magnitude));
        if (power(exponent + 1) <= magnitude) {
            return exponent + 1;
        }
        return power(exponent) > magnitude ? exponent - 1 : exponent;
    }

    private static long digits(double magnitude, int exponent) {
        return Math.round(exponent >= 3 ? magnitude / power(exponent - 3) : magnitude * power(3 - exponent));
    }

    private static double power(int exponent) {
        return POWERS[exponent + 50];
    }
}
