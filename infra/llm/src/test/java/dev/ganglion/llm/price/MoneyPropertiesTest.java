package dev.ganglion.llm.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class MoneyPropertiesTest {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    @Property
    void aCostIsTheExactOneRoundedUpToANanoDollar(
            @ForAll @BigRange(min = "0", max = "1000") @Scale(6) BigDecimal input,
            @ForAll @BigRange(min = "0", max = "1000") @Scale(6) BigDecimal output,
            @ForAll @LongRange(min = 0, max = 10_000_000) long prompt,
            @ForAll @LongRange(min = 0, max = 10_000_000) long completion) {
        // Given
        BigDecimal exact = input.multiply(BigDecimal.valueOf(prompt))
                .add(output.multiply(BigDecimal.valueOf(completion)))
                .divide(MILLION);

        // When
        BigDecimal cost = Dollars.of(new Price(input, output).cost(prompt, completion));

        // Then
        assertThat(cost).isEqualByComparingTo(exact.setScale(Dollars.SCALE, RoundingMode.CEILING));
    }

    @Property
    void moreTokensNeverCostLess(
            @ForAll @BigRange(min = "0", max = "1000") @Scale(6) BigDecimal price,
            @ForAll @LongRange(min = 0, max = 1_000_000) long fewer,
            @ForAll @LongRange(min = 0, max = 1_000_000) long further) {
        Price both = new Price(price, price);
        assertThat(both.cost(fewer + further, 0)).isGreaterThanOrEqualTo(both.cost(fewer, 0));
        assertThat(both.cost(0, fewer + further)).isGreaterThanOrEqualTo(both.cost(0, fewer));
    }

    @Property
    void nanoDollarsAreDollarsAndBack(@ForAll @LongRange(min = 0, max = 1_000_000_000_000_000_000L) long nano) {
        assertThat(Dollars.nano("it", Dollars.of(nano))).isEqualTo(nano);
        assertThat(new BigDecimal(Dollars.shown(nano).substring(1))).isEqualByComparingTo(Dollars.of(nano));
    }

    @Example
    void moneyIsShownWithCentsAtLeast() {
        assertThat(Dollars.shown(1_000_000_000)).isEqualTo("$1.00");
        assertThat(Dollars.shown(100_000_000_000L)).isEqualTo("$100.00");
        assertThat(Dollars.shown(400_000)).isEqualTo("$0.0004");
        assertThat(Dollars.shown(0)).isEqualTo("$0.00");
    }

    @Example
    void sumsThatAreNoneAreRefused() {
        for (String sum : new String[] {"-1", "0.0000000001", "1000000001"}) {
            assertThatThrownBy(() -> Dollars.nano("the budget", new BigDecimal(sum)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the budget ");
        }
    }
}
