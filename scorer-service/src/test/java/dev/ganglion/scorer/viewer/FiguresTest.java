package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "-0.0, 0.00",
        "1, 1.00",
        "-1.5, −1.50",
        "0.099, 0.099",
        "0.0994, 0.099",
        "-0.004, −0.004",
        "0.0001, 0.000",
        "-0.0001, 0.000",
        "0.104, 0.10",
        "9.999, 10.00",
        "12.05, 12.05",
        "1e20, 100000000000000000000.00",
        "NaN, NaN",
    })
    void anActivationHasTwoDecimalsAndASmallOneThree(double value, String shown) {
        assertThat(Figures.activation(value)).isEqualTo(shown);
    }

    @Property
    void whatIsShownIsTheNumberToHalfOfItsLastDecimal(@ForAll @DoubleRange(min = -1e9, max = 1e9) double value) {
        // When
        String shown = Figures.decimal(value);

        // Then
        assertThat(shown).matches("−?\\d+\\.\\d\\d");
        assertThat(Double.parseDouble(shown.replace('−', '-'))).isCloseTo(value, within(0.00501));
    }
}
