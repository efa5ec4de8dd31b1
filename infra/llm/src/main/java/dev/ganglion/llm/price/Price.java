package dev.ganglion.llm.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a model costs.
 *
 * @param input dollars for a million tokens of prompt
 * @param output dollars for a million tokens of answer, thinking included
 */
public record Price(BigDecimal input, BigDecimal output) {

    private static final int PER_MILLION = 6;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

    public Price {
        require("input", input);
        require("output", output);
    }

    /**
     * Nano-dollars of a call, rounded up.
     *
     * @param promptTokens 0 or more
     * @param completionTokens 0 or more
     * @throws ArithmeticException above nine billion dollars
     */
    public long cost(long promptTokens, long completionTokens) {
        BigDecimal dollars = input.multiply(BigDecimal.valueOf(promptTokens))
                .add(output.multiply(BigDecimal.valueOf(completionTokens)))
                .movePointLeft(PER_MILLION);
        return dollars.movePointRight(Dollars.SCALE)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static void require(String field, BigDecimal dollars) {
        if (dollars == null || dollars.signum() < 0 || dollars.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" must be there, and 0 to 1000000: dollars for a million tokens");
        }
    }
}
