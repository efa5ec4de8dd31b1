package dev.ganglion.cli.demo;

import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.llm.Estimate;
import dev.ganglion.cli.llm.PromptPreview;
import dev.ganglion.cli.llm.ServiceJar;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a demo's questions will cost at most.
 *
 * @param explaining the explainer's part
 * @param simulating the simulator's part
 */
record LlmEstimate(Estimate explaining, Estimate simulating) {

    /** Neurons whose prompts are looked at. */
    private static final int SAMPLE = 3;

    /**
     * From the prompts for a few of the chosen neurons.
     *
     * @param chosen keys of recorded neurons
     */
    static LlmEstimate of(Installation installation, LlmPlan plan, List<String> chosen, Results results)
            throws InterruptedException, IOException {
        ServiceJar explainer = new ServiceJar(installation, ServiceProgram.EXPLAINER, plan.environment());
        ServiceJar simulator = new ServiceJar(installation, ServiceProgram.SIMULATOR, plan.environment());
        List<PromptPreview> explaining = new ArrayList<>();
        List<PromptPreview> simulating = new ArrayList<>();
        for (String neuron : chosen.subList(0, Math.min(SAMPLE, chosen.size()))) {
            byte[] record =
                    results.record(neuron).orElseThrow(() -> Refusal.failed("neuron " + neuron + " is not recorded"));
            explaining.add(preview(explainer, plan.explainer(), record));
            simulating.add(preview(simulator, plan.simulator(), record));
        }
        return new LlmEstimate(Estimate.of(explaining, chosen.size()), Estimate.of(simulating, chosen.size()));
    }

    private static PromptPreview preview(ServiceJar jar, String recipe, byte[] record) throws InterruptedException {
        return jar.ask(PromptPreview.class, record, List.of("prompt", "--recipe", recipe));
    }

    /** In all; null if a model has no price. */
    Double dollars() {
        return explaining.dollars() == null || simulating.dollars() == null
                ? null
                : Double.valueOf(explaining.dollars() + simulating.dollars());
    }

    /** The models without a price. */
    List<String> unpriced() {
        return Stream.of(explaining, simulating)
                .filter(part -> part.dollars() == null)
                .map(Estimate::model)
                .distinct()
                .toList();
    }

    /** The explainer's part of a budget, from 0 to 1: each recipe has its own, and together they keep to the demo's. */
    double explainersShare() {
        double all = dollars() == null ? 0 : dollars();
        return all > 0 ? explaining.dollars() / all : 0.5;
    }

    String text(int neurons, String endpoint) {
        return "For " + neurons + " neurons, asking " + Terminal.plain(endpoint) + ":\n  " + explaining.text() + "\n  "
                + simulating.text() + "\n  Together: "
                + (dollars() == null ? "unknown: no price" : "at most " + Dollars.text(dollars()));
    }
}
