package dev.ganglion.events.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.EventArbitraries;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourDigitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1, -1",
        "10, 10",
        "1234.5, 1235",
        "12345, 12350",
        "99995, 100000",
        "99999999, 1e8",
        "12340000, 12340000",
        "0.5, 0.5",
        "0.00012345, 0.0001234",
        "0.00001, 1e-5",
        "-0.000012346, -1.235e-5",
        "3.1415927, 3.142",
        "9.9996, 10",
        "1e20, 1e20",
        "1.5e-45, 1.401e-45",
    })
    void aNumberIsWrittenInItsShortestForm(float value, String text) {
        assertThat(write(FourDigits.round(value))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            floats = {
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                3.4025e38f,
                Float.MIN_VALUE,
                -Float.MIN_VALUE,
                Float.MIN_NORMAL,
                0x1.fffffcp-127f
            })
    void anExtremeNumberStaysFiniteAndCloseWhenItIsRead(float value) {
        // When
        float read = Float.parseFloat(write(FourDigits.round(value)));

        // Then
        assertThat(read).isFinite().isEqualTo(FourDigits.round(value));
        assertThat(relativeError(value, read)).isLessThanOrEqualTo(5e-4);
    }

    /** All there are: every four digits with every exponent of a float. */
    @Test
    void everyNumberThatCanBeHeldIsReadBackAsItself() {
        byte[] buffer = new byte[FourDigits.LONGEST];
        int longest = 0;
        for (int exponent = -48; exponent <= 35; exponent++) {
            for (int digits = 1000; digits < 10_000; digits++) {
                float value = Float.parseFloat(digits + "e" + exponent);
                if (value == 0 || Float.isInfinite(value)) {
                    continue;
                }
                float held = FourDigits.round(-value);
                int length = FourDigits.write(held, buffer, 0);
                longest = Math.max(longest, length);
                if (Float.parseFloat(new String(buffer, 0, length, StandardCharsets.US_ASCII)) != held
                        || plain(buffer, length) != held
                        || FourDigits.round(held) != held) {
                    assertThat(new String(buffer, 0, length, StandardCharsets.US_ASCII))
                            .as("%se%s", digits, exponent)
                            .isEqualTo("" + held);
                }
            }
        }
        assertThat(longest).isEqualTo(FourDigits.LONGEST);
    }

    @Provide
    Arbitrary<Float> floats() {
        return EventArbitraries.floats();
    }

    @Property
    void roundingTwiceIsRoundingOnce(@ForAll("floats") float value) {
        assertThat(FourDigits.round(FourDigits.round(value))).isEqualTo(FourDigits.round(value));
    }

    @Property
    void whatIsWrittenIsReadAsTheSameFloat(@ForAll("floats") float value) {
        float held = FourDigits.round(value);
        assertThat(Float.parseFloat(write(held))).isEqualTo(held);
    }

    @Property
    void theErrorIsAtMostHalfAUnitOfTheFourthDigit(@ForAll("floats") float value) {
        double error = Math.abs((double) FourDigits.round(value) - value);

        // Then: and what the nearest float is away from the decimal, which is much only for the very smallest
        assertThat(error).isLessThanOrEqualTo(5e-4 * Math.abs((double) value) + Math.ulp(value) / 2.0);
    }

    @Property
    void theDigitsAreThoseOfDecimalRounding(@ForAll("floats") float value) {
        // Given
        BigDecimal exact = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_UP));

        // When
        BigDecimal written = new BigDecimal(write(FourDigits.round(value)));

        // Then: the same, but for a tie that falls the other way in binary
        assertThat(written.subtract(exact).abs()).isLessThanOrEqualTo(exact.ulp());
    }

    private static double relativeError(float value, float rounded) {
        return value == 0 ? rounded : Math.abs((double) rounded - value) / Math.abs((double) value);
    }

    private static float plain(byte[] number, int length) {
        PlainNumber plain = new PlainNumber(number, length);
        return plain.readAt(0) && plain.end() == length ? plain.value() : Float.NaN;
    }

    private static String write(float value) {
        byte[] buffer = new byte[FourDigits.LONGEST];
        return new String(buffer, 0, FourDigits.write(value, buffer, 0), StandardCharsets.US_ASCII);
    }
}
