package dev.ganglion.cli.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DollarsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|$0",
                "0.000012345|$0.000012",
                "0.0025|$0.0025",
                "0.1|$0.10",
                "0.5|$0.50",
                "0.999|$1.00",
                "1|$1.00",
                "12.345|$12.35",
                "1234.5|$1,234.50"
            })
    void anAmountHasTheDigitsThatCount(double dollars, String text) {
        assertThat(Dollars.text(dollars)).isEqualTo(text);
    }

    @Test
    void whatIsNotKnownIsNoZero() {
        assertThat(Dollars.text(null)).isEqualTo("unknown");
    }
}
