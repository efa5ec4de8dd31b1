package dev.ganglion.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.results.Results.Counts;
import dev.ganglion.cli.results.Results.Layer;
import dev.ganglion.cli.results.Results.Neuron;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a demo found, for people and for programs.
 *
 * @param neurons chosen layers × width of the demo model
 * @param counts of distinct results
 * @param layers scores by layer
 * @param seconds of consecutive phases that do not overlap
 * @param llm what a language model made of some neurons; null if none was asked
 */
record DemoOutcome(
        int neurons,
        Counts counts,
        List<Layer> layers,
        List<Neuron> best,
        List<Neuron> worst,
        Map<String, Double> seconds,
        String viewer,
        LlmOutcome llm) {

    private static final int SHOWN = 10;
    private static final int TEXT_WIDTH = 110;

    static DemoOutcome of(
            DemoModelConfig model, Counts counts, Results results, String name, Phases phases, String viewer)
            throws IOException, InterruptedException {
        return new DemoOutcome(
                model.neurons(),
                counts,
                results.layers(name),
                results.neurons(name, "best", SHOWN),
                results.neurons(name, "worst", SHOWN),
                phases.seconds(),
                viewer,
                null);
    }

    /** The same, with what a language model made of some neurons since. */
    DemoOutcome with(LlmOutcome asked, Phases phases) {
        return new DemoOutcome(neurons, counts, layers, best, worst, phases.seconds(), viewer, asked);
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("neurons", neurons);
        json.put("activations", counts.activations());
        json.put("explanations", counts.explanations());
        json.put("simulations", counts.simulations());
        json.put("scores", counts.scores());
        json.put("undefinedScores", counts.undefinedScores());
        json.put("deadLetters", counts.deadLetters());
        json.put("meanScore", counts.meanScore());
        List<Double> byLayer = new ArrayList<>();
        layers.forEach(layer -> byLayer.add(layer.mean()));
        json.put("scoreByLayer", byLayer);
        if (llm != null) {
            json.put("llm", llm.json());
        }
        json.put("seconds", seconds);
        json.put("viewer", viewer);
        try {
            return new JsonMapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names can be written as JSON", e);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("\nBest explained\n");
        best.forEach(neuron -> text.append(line(neuron)));
        text.append("\nLeast explained\n");
        worst.forEach(neuron -> text.append(line(neuron)));
        text.append(String.format("%n%-7s%8s%8s%8s%8s%12s%n", "layer", "mean", "p5", "p50", "p95", "undefined"));
        for (Layer layer : layers) {
            text.append(String.format(
                    "%-7d%8s%8s%8s%8s%12d%n",
                    layer.layer(),
                    number(layer.mean()),
                    number(layer.p5()),
                    number(layer.p50()),
                    number(layer.p95()),
                    layer.undefined()));
        }
        text.append(String.format(
                "%n%d neurons, %d scores, %d of them undefined, %d dead letters; mean score %s.%n",
                neurons,
                counts.scores(),
                counts.scores() - counts.definedScores(),
                counts.deadLetters(),
                number(counts.meanScore())));
        text.append(
                "A score is the correlation of simulated with actual activations on held-out excerpts; 1 is perfect.\n");
        if (llm != null) {
            text.append(llm.text()).append('\n');
        }
        text.append("Seconds: ");
        seconds.forEach((phase, time) -> text.append(String.format(Locale.ROOT, "%s %.1f  ", phase, time)));
        return text.toString().stripTrailing();
    }

    static String line(Neuron neuron) {
        String words = neuron.explanation() == null || neuron.explanation().text() == null
                ? ""
                : Terminal.plain(neuron.explanation().text());
        String cut = words.length() <= TEXT_WIDTH ? words : words.substring(0, TEXT_WIDTH - 1) + "…";
        String score = neuron.score().value() == null
                ? neuron.score().undefined()
                : number(neuron.score().value());
        return String.format("  %6s  %-24s %s%n", score, neuron.neuron(), cut);
    }

    static String number(Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
