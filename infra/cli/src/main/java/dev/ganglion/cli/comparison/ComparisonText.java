package dev.ganglion.cli.comparison;

import dev.ganglion.cli.comparison.Comparison.Difference;
import dev.ganglion.cli.comparison.Comparison.Layer;
import dev.ganglion.cli.comparison.Comparison.Moved;
import dev.ganglion.cli.comparison.Comparison.Neurons;
import dev.ganglion.cli.comparison.Comparison.Recipe;
import dev.ganglion.cli.comparison.Comparison.Scored;
import dev.ganglion.cli.terminal.Terminal;
import dev.ganglion.cli.terminal.TerminalLine;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A comparison for people. Explanations are a model's, and a recipe's name may be anybody's. */
final class ComparisonText {

    private static final int BAR = 16;
    private static final String NEW_LINE = "\n";

    private final Comparison comparison;
    private final RecipeCosts costs;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private ComparisonText(Comparison comparison, RecipeCosts costs, int width) {
        this.comparison = comparison;
        this.costs = costs;
        this.width = width;
    }

    /**
     * The whole answer.
     *
     * @param width columns that an explanation may take
     */
    static String of(Comparison comparison, RecipeCosts costs, int width) {
        return new ComparisonText(comparison, costs, width).write();
    }

    private String write() {
        line(
                "Two %ss on %s, %s %s; the score is the %s, 1 is perfect.",
                comparison.stage(),
                Terminal.plain(comparison.model()),
                isOfExplainers() ? "simulated by" : "of explanations by",
                plain(comparison.under()),
                comparison.measure().equals("correlation") ? "correlation on held-out excerpts" : "balanced accuracy");
        recipe("A", comparison.a(), comparison.difference().meanA());
        recipe("B", comparison.b(), comparison.difference().meanB());
        if (costs.unknown() != null) {
            line("     What they cost is not known now: %s", Terminal.plain(costs.unknown()));
        }
        line("");
        difference();
        layers();
        moved("Gained most by B", comparison.gained());
        moved("Lost most by B", comparison.lost());
        return text.toString().stripTrailing();
    }

    private boolean isOfExplainers() {
        return comparison.stage().equals("explainer");
    }

    private void recipe(String title, Recipe recipe, Double mean) {
        int names =
                Math.max(plain(comparison.a()).length(), plain(comparison.b()).length());
        line(
                "  %s  %-" + names + "s  mean %s  %s",
                title,
                plain(recipe),
                number(mean),
                costs.text(comparison.stage(), recipe.pinned()));
    }

    private void difference() {
        Difference all = comparison.difference();
        Neurons neurons = comparison.neurons();
        if (all.pairs() == 0) {
            line("There is nothing to compare: %s.", Terminal.plain(Objects.toString(all.noInterval())));
        } else {
            line("B − A  %s  %s  %s", signed(all.mean()), interval(all, comparison.interval()), verdict(all));
            line(
                    "       B is better on %s, equal on %s, worse on %s of %s",
                    percent(all.better()), percent(all.equal()), percent(all.worse()), neurons(all.pairs()));
        }
        if (neurons.undefined() > 0) {
            line(
                    "       left out: %s of both, with an undefined score (%,d of A alone, %,d of B alone)",
                    neurons(neurons.undefined()), neurons.undefinedA(), neurons.undefinedB());
        }
        if (neurons.onlyA() + neurons.onlyB() > 0) {
            line(
                    "       left out: %s that only A has a score of, %,d that only B has",
                    neurons(neurons.onlyA()), neurons.onlyB());
        }
    }

    private static String verdict(Difference difference) {
        if (difference.low() == null) {
            return "";
        }
        if (difference.low() > 0) {
            return "B is better";
        }
        return difference.high() < 0 ? "A is better" : "neither is certainly better";
    }

    private void layers() {
        List<Layer> layers = comparison.layers();
        if (layers.isEmpty()) {
            return;
        }
        int names = Math.max(
                "layer".length(),
                layers.stream().mapToInt(layer -> name(layer).length()).max().orElse(0));
        double longest = layers.stream()
                .map(layer -> layer.difference().mean())
                .filter(Objects::nonNull)
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        line("");
        String row = "%-" + names + "s %9s %8s %18s  %s";
        line(row, "layer", "neurons", "B − A", "95 %", " ".repeat(BAR - 2) + "A │ B");
        for (Layer layer : layers) {
            Difference difference = layer.difference();
            line(
                    row,
                    name(layer),
                    String.format(Locale.ROOT, "%,d", difference.pairs()),
                    signed(difference.mean()),
                    difference.low() == null ? "–" : range(difference),
                    difference.mean() == null ? "" : bar(difference.mean(), longest));
        }
    }

    private static String name(Layer layer) {
        return layer.layer() + "-" + Terminal.plain(layer.site());
    }

    /** From the middle to the right where B is better, to the left where A is. */
    static String bar(double difference, double longest) {
        int length = longest == 0 ? 0 : (int) Math.round(Math.abs(difference) / longest * BAR);
        String left = difference < 0 ? " ".repeat(BAR - length) + "█".repeat(length) : " ".repeat(BAR);
        return left + "│" + (difference > 0 ? "█".repeat(length) : "");
    }

    private void moved(String title, List<Moved> neurons) {
        if (neurons.isEmpty()) {
            return;
        }
        line("");
        line("%s", title);
        for (Moved moved : neurons) {
            line(
                    "  %s  %s  %s → %s",
                    signed(moved.difference()),
                    Terminal.plain(moved.neuron()),
                    number(moved.a().score()),
                    number(moved.b().score()));
            if (Objects.equals(moved.a().text(), moved.b().text())) {
                explanation("   ", moved.a());
            } else {
                explanation("A  ", moved.a());
                explanation("B  ", moved.b());
            }
        }
    }

    private void explanation(String title, Scored scored) {
        String indent = "          " + title;
        line(
                "%s%s",
                indent,
                scored.text() == null
                        ? "(the explanation has not arrived)"
                        : TerminalLine.cut(scored.text(), width - indent.length()));
    }

    private static String interval(Difference difference, String method) {
        return difference.low() == null
                ? "without an interval: " + Terminal.plain(Objects.toString(difference.noInterval())) + "."
                : range(difference) + " (" + Terminal.plain(method) + ")";
    }

    private static String range(Difference difference) {
        return signed(difference.low()) + " to " + signed(difference.high());
    }

    private static String percent(Comparison.Share share) {
        return share.share() == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share.share());
    }

    private static String neurons(long neurons) {
        return String.format(Locale.ROOT, neurons == 1 ? "%,d neuron" : "%,d neurons", neurons);
    }

    private static String plain(Recipe recipe) {
        return Terminal.plain(recipe.pinned());
    }

    private static String number(Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String signed(Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%+.3f", value).replace('-', '−');
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(NEW_LINE);
    }
}
