package dev.ganglion.cli.demo;

import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.llm.LlmApi;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.results.Results.Counts;
import dev.ganglion.cli.results.Results.Neuron;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a language model made of a demo's chosen neurons.
 *
 * @param explainer the recipe, {@code name@digest8}
 * @param simulator the recipe, {@code name@digest8}
 * @param neurons how many were chosen
 * @param counts of distinct results of these two recipes
 * @param costs the ledger's rows of these two recipes
 * @param budget in dollars, of both; null if none was set
 * @param budgetSpent whether there are fewer results because there was no money for more
 */
record LlmOutcome(
        String explainer,
        String simulator,
        String model,
        int neurons,
        Counts counts,
        List<LlmApi.Cost> costs,
        Double budget,
        boolean budgetSpent,
        long deadLetters,
        List<Neuron> best,
        List<Neuron> worst) {

    private static final int SHOWN = 5;

    static LlmOutcome of(
            LlmWatch.Seen seen, Results results, String subject, int neurons, Double budget, long deadLettersBefore)
            throws IOException, InterruptedException {
        String explainer = seen.explainer().recipe().pinned();
        String simulator = seen.simulator().recipe().pinned();
        return new LlmOutcome(
                explainer,
                simulator,
                seen.explaining().model(),
                neurons,
                seen.counts(),
                seen.costs().stream()
                        .filter(cost ->
                                cost.recipe().equals(explainer) || cost.recipe().equals(simulator))
                        .toList(),
                budget,
                seen.budgetSpent(),
                seen.counts().deadLetters() - deadLettersBefore,
                results.neurons(subject, explainer, simulator, "best", SHOWN),
                results.neurons(subject, explainer, simulator, "worst", SHOWN));
    }

    /** For the field {@code llm} of the outcome. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("explainer", explainer);
        json.put("simulator", simulator);
        json.put("model", model);
        json.put("neurons", neurons);
        json.put("explanations", counts.explanations());
        json.put("simulations", counts.simulations());
        json.put("scores", counts.scores());
        json.put("undefinedScores", counts.undefinedScores());
        json.put("judgements", counts.judgements());
        json.put("deadLetters", deadLetters);
        json.put("calls", sum(LlmApi.Cost::calls));
        json.put("formatFailures", sum(LlmApi.Cost::formatFailures));
        json.put("refusals", sum(LlmApi.Cost::refusals));
        json.put("promptTokens", sum(LlmApi.Cost::promptTokens));
        json.put("completionTokens", sum(LlmApi.Cost::completionTokens));
        json.put("dollars", dollars());
        json.put("budget", budget);
        json.put("budgetSpent", budgetSpent);
        json.put("meanScore", counts.meanScore());
        return json;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        list(text, "Best explained by ", best);
        list(text, "Least explained by ", worst);
        text.append(String.format(
                "%n%s, simulated by %s: %d neurons, %d explanations, %s, %d dead letters.%n",
                explainer, simulator, neurons, counts.explanations(), scored(), deadLetters));
        text.append(String.format(
                "%d calls, %d tokens sent, %d received, %d answers not as asked, %d refused; %s%s.",
                sum(LlmApi.Cost::calls),
                sum(LlmApi.Cost::promptTokens),
                sum(LlmApi.Cost::completionTokens),
                sum(LlmApi.Cost::formatFailures),
                sum(LlmApi.Cost::refusals),
                dollars() == null ? "what was spent is unknown: no price" : Dollars.text(dollars()) + " spent",
                budget == null ? "" : " of " + Dollars.text(budget)));
        if (budgetSpent) {
            text.append("\nThe budget is spent, so this is not all: give more with --budget.");
        }
        return text.toString();
    }

    private void list(StringBuilder text, String title, List<Neuron> neuronsInOrder) {
        if (!neuronsInOrder.isEmpty()) {
            text.append('\n').append(title).append(Terminal.plain(model)).append('\n');
            neuronsInOrder.forEach(neuron -> text.append(DemoOutcome.line(neuron)));
        }
    }

    private String scored() {
        if (counts.judgements() > 0) {
            return counts.judgements() + " judged (how well is on each neuron's page)";
        }
        return String.format(
                "%d scores, %d of them undefined, mean score %s",
                counts.scores(), counts.scores() - counts.definedScores(), DemoOutcome.number(counts.meanScore()));
    }

    private long sum(ToLongFunction<LlmApi.Cost> of) {
        return costs.stream().mapToLong(of).sum();
    }

    /** Spent by both recipes; null without a price. */
    private Double dollars() {
        return costs.stream().anyMatch(cost -> cost.known() == null)
                ? null
                : Double.valueOf(costs.stream().mapToDouble(LlmApi.Cost::known).sum());
    }
}
