package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class AgreementTest {

    private static final MathContext PRECISE = new MathContext(60);

    record Vectors(double[] actual, double[] simulated) {

        Agreement agreement() {
            return new Agreement(actual, simulated);
        }
    }

    @Provide
    Arbitrary<Vectors> vectors() {
        Arbitrary<Float> ordinary = Arbitraries.floats().between(-20, 20).ofScale(3);
        return Arbitraries.integers().between(2, 40).flatMap(size -> Combinators.combine(
                        ordinary.list().ofSize(size), ordinary.list().ofSize(size))
                .as((a, s) -> new Vectors(doubles(a), doubles(s))));
    }

    /** Values of every size that a float can have. */
    @Provide
    Arbitrary<Vectors> wildVectors() {
        Arbitrary<Float> wild = Arbitraries.floats();
        return Arbitraries.integers().between(1, 10).flatMap(size -> Combinators.combine(
                        wild.list().ofSize(size), wild.list().ofSize(size))
                .as((a, s) -> new Vectors(doubles(a), doubles(s))));
    }

    @Property
    void correlationAgreesWithTheSumsFormulaInSixtyDigits(@ForAll("vectors") Vectors vectors) {
        Score correlation = vectors.agreement().correlation();

        Assume.that(correlation.value() != null);
        assertThat(correlation.value())
                .isCloseTo(exactCorrelation(vectors.actual(), vectors.simulated()), within(1e-12));
    }

    @Property
    void correlationIgnoresUnitAndOriginOfTheSimulation(
            @ForAll("vectors") Vectors vectors,
            @ForAll @DoubleRange(min = 0.01, max = 100) double scale,
            @ForAll @DoubleRange(min = -50, max = 50) double shift) {
        Score before = vectors.agreement().correlation();
        Assume.that(before.value() != null);

        Score after = new Agreement(vectors.actual(), map(vectors.simulated(), scale, shift)).correlation();
        Score mirrored = new Agreement(vectors.actual(), map(vectors.simulated(), -scale, shift)).correlation();

        assertThat(after.value()).isCloseTo(before.value(), within(1e-9));
        assertThat(mirrored.value()).isCloseTo(-before.value(), within(1e-9));
    }

    @Property
    void everyMeasureIsFiniteAndInItsRangeOrSaysWhyThereIsNone(@ForAll("wildVectors") Vectors vectors) {
        Agreement agreement = vectors.agreement();

        for (Score score :
                List.of(agreement.correlation(), agreement.rSquared(), agreement.absoluteDeviationExplained())) {
            if (score.value() == null) {
                assertThat(score.undefined()).isNotBlank();
            } else {
                assertThat(score.value()).isLessThanOrEqualTo(1);
            }
        }
        if (agreement.correlation().value() != null) {
            assertThat(agreement.correlation().value()).isGreaterThanOrEqualTo(-1);
        }
    }

    @Property
    void aPerfectSimulationScoresOne(@ForAll("wildVectors") Vectors vectors) {
        Agreement perfect = new Agreement(vectors.actual(), vectors.actual());

        Assume.that(Arrays.stream(vectors.actual()).distinct().count() > 1);
        assertThat(perfect.correlation().value()).isCloseTo(1, within(1e-12));
        assertThat(perfect.rSquared().value()).isEqualTo(1);
        assertThat(perfect.absoluteDeviationExplained().value()).isEqualTo(1);
    }

    @Example
    void constantsAreSeenAsConstantAlthoughTheirComputedVarianceIsNotZero() {
        // Given: the mean of these is not exactly 0.1
        double[] constant = {0.1, 0.1, 0.1};

        // When
        Score actual = new Agreement(constant, new double[] {1, 2, 3}).correlation();
        Score simulated = new Agreement(new double[] {1, 2, 3}, constant).correlation();

        // Then
        assertThat(actual).isEqualTo(Score.undefined("constant actual activations"));
        assertThat(simulated).isEqualTo(Score.undefined("constant simulated activations"));
    }

    @Example
    void againstActualActivationsThatAreAllZeroNothingCanBeExplained() {
        Agreement agreement = new Agreement(new double[] {0, 0}, new double[] {0, 1});

        assertThat(agreement.rSquared()).isEqualTo(Score.undefined("all actual activations are zero"));
        assertThat(agreement.absoluteDeviationExplained())
                .isEqualTo(Score.undefined("all actual activations are zero"));
    }

    private static double exactCorrelation(double[] actual, double[] simulated) {
        BigDecimal n = BigDecimal.valueOf(actual.length);
        BigDecimal a = BigDecimal.ZERO;
        BigDecimal s = BigDecimal.ZERO;
        BigDecimal aa = BigDecimal.ZERO;
        BigDecimal ss = BigDecimal.ZERO;
        BigDecimal as = BigDecimal.ZERO;
        for (int i = 0; i < actual.length; i++) {
            BigDecimal x = new BigDecimal(actual[i]);
            BigDecimal y = new BigDecimal(simulated[i]);
            a = a.add(x);
            s = s.add(y);
            aa = aa.add(x.multiply(x));
            ss = ss.add(y.multiply(y));
            as = as.add(x.multiply(y));
        }
        BigDecimal covariance = n.multiply(as).subtract(a.multiply(s));
        BigDecimal variances =
                n.multiply(aa).subtract(a.multiply(a)).multiply(n.multiply(ss).subtract(s.multiply(s)));
        return covariance.divide(variances.sqrt(PRECISE), PRECISE).doubleValue();
    }

    private static double[] map(double[] values, double scale, double shift) {
        return Arrays.stream(values).map(value -> value * scale + shift).toArray();
    }

    private static double[] doubles(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).toArray();
    }
}
