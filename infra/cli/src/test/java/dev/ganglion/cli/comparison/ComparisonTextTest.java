package dev.ganglion.cli.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.cli.comparison.Comparison.Difference;
import dev.ganglion.cli.comparison.Comparison.Layer;
import dev.ganglion.cli.comparison.Comparison.Moved;
import dev.ganglion.cli.comparison.Comparison.Neurons;
import dev.ganglion.cli.comparison.Comparison.Recipe;
import dev.ganglion.cli.comparison.Comparison.Scored;
import dev.ganglion.cli.comparison.Comparison.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {

    private static final RecipeCosts FREE = new RecipeCosts(List.of(), null);

    private static Difference difference(Double mean, Double low, Double high) {
        Share share = new Share(5, mean == null ? null : Double.valueOf(0.5));
        return new Difference(
                mean == null ? 0 : 10,
                0.4,
                0.5,
                mean,
                low,
                high,
                low == null ? "one pair alone" : null,
                share,
                share,
                share);
    }

    private static Comparison comparison(Difference all, List<Layer> layers, List<Moved> gained, List<Moved> lost) {
        return new Comparison(
                "simulator",
                "demo",
                new Recipe("json", "aaaaaaaa00"),
                new Recipe("prompt-logprobs", "bbbbbbbb00"),
                new Recipe("terse", "cccccccc00"),
                "correlation",
                "paired t, 95 %",
                new Neurons(1012, 3, 4, 1, 0, 1),
                all,
                layers,
                gained,
                lost);
    }

    private static String text(Difference all) {
        return ComparisonText.of(comparison(all, List.of(), List.of(), List.of()), FREE, 80);
    }

    @Test
    void theVerdictIsWhatTheIntervalLeavesOpen() {
        assertThat(text(difference(0.1, 0.01, 0.2))).contains("+0.100  +0.010 to +0.200 (paired t, 95 %)  B is better");
        assertThat(text(difference(-0.1, -0.2, -0.01)))
                .contains("−0.100  −0.200 to −0.010 (paired t, 95 %)  A is better");
        assertThat(text(difference(0.1, -0.01, 0.2))).contains("neither is certainly better");
        assertThat(text(difference(0.1, null, null)))
                .contains("+0.100  without an interval: one pair alone.")
                .doesNotContain("certainly");
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertThat(text(difference(0.1, 0.01, 0.2)))
                .contains("left out: 2 neurons of both, with an undefined score (1 of A alone, 0 of B alone)")
                .contains("left out: 3 neurons that only A has a score of, 4 that only B has")
                .contains("of explanations by terse@cccccccc");
    }

    @Test
    void withoutAPairNoNumberIsShown() {
        assertThat(text(difference(null, null, null)))
                .contains("There is nothing to compare: one pair alone.")
                .doesNotContain("better on", "0.000");
    }

    @Test
    void barsGoToTheSideOfTheBetterOne() {
        assertThat(ComparisonText.bar(0.2, 0.2)).isEqualTo(" ".repeat(16) + "│" + "█".repeat(16));
        assertThat(ComparisonText.bar(-0.1, 0.2)).isEqualTo(" ".repeat(8) + "█".repeat(8) + "│");
        assertThat(ComparisonText.bar(0, 0.2)).isEqualTo(" ".repeat(16) + "│");
        assertThat(ComparisonText.bar(0, 0)).isEqualTo(" ".repeat(16) + "│");
    }

    @Test
    void layersStandBelowEachOther() {
        // When
        String text = ComparisonText.of(
                comparison(
                        difference(0.1, 0.01, 0.2),
                        List.of(
                                new Layer(0, "mlp", difference(0.1, 0.01, 0.2)),
                                new Layer(47, "mlp", difference(-0.05, null, null)),
                                new Layer(48, "mlp", difference(null, null, null))),
                        List.of(),
                        List.of()),
                FREE,
                80);

        // Then
        List<String> rows = text.lines()
                .filter(line -> line.contains("-mlp") || line.startsWith("layer"))
                .toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(1).indexOf('│'))
                .isEqualTo(rows.get(2).indexOf('│'))
                .isEqualTo(rows.get(0).indexOf('│'));
        assertThat(rows.get(2)).contains("47-mlp", "−0.050", " – ");
        assertThat(rows.get(3)).doesNotContain("│", "0.0");
    }

    @Test
    void explanationsAreCutToTheWidthAndObeyedByNoTerminal() {
        // Given
        String hostile = "\u001b[2J\u009b31m\u202eevil\r\nnext line " + "words ".repeat(50);

        // When
        String text = ComparisonText.of(
                comparison(
                        difference(0.1, 0.01, 0.2),
                        List.of(),
                        List.of(new Moved("demo/0-mlp/1", 0.7, new Scored(0.1, hostile), new Scored(0.8, null))),
                        List.of(new Moved("demo/0-mlp/2", -0.7, new Scored(0.8, "same"), new Scored(0.1, "same")))),
                FREE,
                60);

        // Then
        assertThat(text).doesNotContain("\u001b", "\u009b", "\u202e", "\r");
        assertThat(text.lines().filter(line -> line.contains("evil")))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).hasSize(60).contains("next line").endsWith("…"));
        assertThat(text).contains("+0.700  demo/0-mlp/1  0.100 → 0.800", "B  (the explanation has not arrived)");
        assertThat(text.lines().filter(line -> line.contains("same"))).hasSize(1);
    }
}
