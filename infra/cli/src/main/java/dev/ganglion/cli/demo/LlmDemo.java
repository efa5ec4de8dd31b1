package dev.ganglion.cli.demo;

import dev.ganglion.cli.llm.LlmApi;
import dev.ganglion.cli.progress.Bars;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.GroupLag;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceInstance;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.stack.Stack;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a demo that asks a language model, after all neurons are recorded and scored without one. */
final class LlmDemo {

    private final Installation installation;
    private final LlmOptions options;
    private final LlmPlan plan;

    private LlmDemo(Installation installation, LlmOptions options, LlmPlan plan) {
        this.installation = installation;
        this.options = options;
        this.plan = plan;
    }

    /** Looks at the endpoint before anything is started. */
    static LlmDemo prepare(Installation installation, LlmOptions options) throws InterruptedException {
        Terminal.say("Looking at the language model …");
        return new LlmDemo(installation, options, LlmPlan.of(installation, options));
    }

    /**
     * Estimates, asks, and has the chosen neurons explained, simulated and scored.
     *
     * @param model the recorded one
     * @return nothing if the answer was no
     */
    Optional<LlmOutcome> run(Stack stack, String model, DemoModelConfig config, Phases phases)
            throws InterruptedException, IOException {
        Results results = new Results(stack.viewer(), DemoCommand.COMES_BACK);
        List<String> chosen = ChosenNeurons.of(model, config, plan.neurons());
        LlmEstimate estimate = LlmEstimate.of(installation, plan, chosen, results);
        Terminal.say(estimate.text(chosen.size(), plan.endpoint()));
        Double budget = budget(estimate);
        phases.end("estimate");
        if (!options.yes() && !Terminal.confirm("Ask it?")) {
            Terminal.say("Nothing was asked.");
            return Optional.empty();
        }
        phases.end("ask");
        List<ServiceInstance> instances = instances(stack, chosen, estimate, budget);
        stack.startBeside(instances);
        Terminal.say("Explaining, simulating and scoring " + chosen.size() + " neurons with " + plan.model() + " …");
        long deadBefore = results.counts().deadLetters();
        LlmWatch.Seen seen;
        try (GroupLag lag = new GroupLag(stack.bootstrap());
                Bars bars = new Bars(Terminal.interactive(), Terminal::say)) {
            seen = new LlmWatch(
                            results,
                            lag,
                            new LlmApi(stack.address(instances.get(0).title())),
                            new LlmApi(stack.address(instances.get(1).title())),
                            model,
                            chosen.size(),
                            Terminal::say)
                    .untilDone(bars);
        }
        phases.end("llm");
        return Optional.of(LlmOutcome.of(seen, results, model, chosen.size(), budget, deadBefore));
    }

    /** Null where none can hold, and the person knows: without a price nothing can be counted. */
    private Double budget(LlmEstimate estimate) {
        if (estimate.dollars() != null) {
            return options.budget();
        }
        String unpriced = Terminal.plain(String.join(" and ", estimate.unpriced()));
        if (options.hasBudget()) {
            throw Refusal.badInput("a model without a price cannot be kept to a budget: say in LLM_PRICES what "
                    + unpriced + " costs, name another by --model, or leave out --budget");
        }
        Terminal.say("No budget holds: there is no price for " + unpriced + " (LLM_PRICES).");
        return null;
    }

    /** The explainer, and the simulator. */
    private List<ServiceInstance> instances(Stack stack, List<String> chosen, LlmEstimate estimate, Double budget)
            throws IOException {
        Path file = Files.write(stack.files().resolve("llm-neurons.txt"), chosen);
        Map<String, String> explainer = new LinkedHashMap<>(plan.environment());
        Map<String, String> simulator = new LinkedHashMap<>(plan.environment());
        // A list in a setting: a comma of the path is none of the list.
        explainer.put("EXPLAINER_NEURONS", "@" + file.toString().replace(",", "\\,"));
        if (budget != null) {
            double share = estimate.explainersShare();
            explainer.put("LLM_BUDGET", amount(budget * share));
            simulator.put("LLM_BUDGET", amount(budget - budget * share));
        }
        List<ServiceInstance> instances =
                new ArrayList<>(ServiceInstance.beside(ServiceProgram.EXPLAINER, List.of(plan.explainer()), explainer));
        instances.addAll(ServiceInstance.beside(ServiceProgram.SIMULATOR, List.of(plan.simulator()), simulator));
        return instances;
    }

    /** Cut and not rounded, so that both parts together are no more than the whole. */
    private static String amount(double dollars) {
        return BigDecimal.valueOf(dollars).setScale(6, RoundingMode.FLOOR).toPlainString();
    }
}
