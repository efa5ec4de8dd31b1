package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

    @ParameterizedTest
    @CsvSource({
        "1, 12.706204736432095",
        "2, 4.302652729911275",
        "3, 3.182446305284263",
        "4, 2.7764451051977987",
        "5, 2.5705818366147395",
        "10, 2.2281388519649385",
        "30, 2.0422724563012373",
        "100, 1.9839715184496334",
        "1000, 1.9623390808264078"
    })
    void theQuantilesAreThoseOfTheTables(long degrees, double quantile) {
        assertThat(StudentT.twoSided(0.95, degrees)).isCloseTo(quantile, within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({"307199", "307200", "10000001"})
    void withManyNeuronsItIsTheNormalDistribution(long degrees) {
        assertThat(StudentT.twoSided(0.95, degrees)).isCloseTo(1.959963984540054, within(1e-5));
    }
}
