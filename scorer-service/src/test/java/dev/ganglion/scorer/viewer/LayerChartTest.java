package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.scorer.results.LayerScores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerChartTest {

    @Test
    void withoutNegativeScoresThePictureBeginsAtZero() {
        LayerChart chart = LayerChart.of(List.of(layer(0, 15, 0.55)), layer -> "/" + layer);

        assertThat(chart.lowest()).isNull();
        assertThat(chart.zero()).isEqualTo(chart.bottom());
        assertThat(chart.columns().get(0).bars()).hasSize(1);
    }

    @Test
    void withNegativeScoresItReachesDownToTheLowestOfThem() {
        LayerChart chart = LayerChart.of(List.of(layer(0, 15, 0.55), layer(1, 7, -0.25)), layer -> "/" + layer);

        assertThat(chart.lowest()).isEqualTo("−0.30");
        assertThat(chart.columns().get(1).bars().get(0).y()).isGreaterThanOrEqualTo(chart.zero());
        assertThat(chart.columns().get(1).mean()).isBetween((double) chart.zero(), (double) chart.bottom());
    }

    @Test
    void aLayerWithoutDefinedScoresHasNoMean() {
        LayerScores layer = new LayerScores("m", 3, "mlp", 4, 4, null, null, null, null, Collections.nCopies(20, 0L));

        LayerChart chart = LayerChart.of(List.of(layer), each -> "/" + each);

        assertThat(chart.columns().get(0).mean()).isNegative();
        assertThat(chart.columns().get(0).label()).isEqualTo("layer 3: 4 scores, 4 undefined");
    }

    @Test
    void manyLayersFitOnOneScreen() {
        List<LayerScores> layers =
                IntStream.range(0, 96).mapToObj(i -> layer(i, 12, 0.25)).toList();

        LayerChart chart = LayerChart.of(layers, layer -> "/" + layer);

        assertThat(chart.width()).isLessThan(1100);
        assertThat(chart.columns().stream().filter(LayerChart.Column::labelled).count())
                .isLessThan(48);
    }

    private static LayerScores layer(int layer, int bin, double mean) {
        List<Long> histogram = new ArrayList<>(Collections.nCopies(20, 0L));
        histogram.set(bin, 5L);
        return new LayerScores("m", layer, "mlp", 5, 0, mean, mean, mean, mean, histogram);
    }
}
