package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeatTest {

    @Test
    void shadesGoFromNothingToTheLargestValueAndNoFurther() {
        Heat heat = new Heat(4);

        assertThat(heat.ofActual(0)).isEmpty();
        assertThat(heat.ofActual(0.1)).isEmpty();
        assertThat(heat.ofActual(2)).isEqualTo(" a5");
        assertThat(heat.ofActual(4)).isEqualTo(" a10");
        assertThat(heat.ofActual(400)).isEqualTo(" a10");
        assertThat(heat.ofSimulated(4)).isEqualTo(" s10");
    }

    @Test
    void whatIsBelowZeroHasShadesOfItsOwn() {
        Heat heat = new Heat(1);

        assertThat(heat.ofActual(-0.17)).isEqualTo(" n2");
        assertThat(heat.ofSimulated(-0.17)).isEqualTo(" m2");
    }

    @Test
    void withoutALargestValueNothingDividesByZero() {
        assertThat(new Heat(0).ofActual(-0.2)).isEqualTo(" n2");
        assertThat(new Heat(Double.NaN).ofActual(0)).isEmpty();
    }
}
