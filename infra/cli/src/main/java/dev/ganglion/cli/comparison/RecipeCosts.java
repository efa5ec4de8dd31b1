package dev.ganglion.cli.comparison;

import dev.ganglion.cli.llm.Dollars;
import dev.ganglion.cli.llm.LlmApi;
import dev.ganglion.cli.llm.RunningRecipes;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What recipes have cost by the ledger.
 *
 * @param rows of every recipe and model; null if nobody tells
 * @param unknown why nobody tells, one sentence; else null
 */
record RecipeCosts(List<LlmApi.Cost> rows, String unknown) {

    /** Asks the running services; if none tells of the ledger, that is said and nothing fails. */
    static RecipeCosts ask(StackFile stack) throws InterruptedException {
        try {
            return new RecipeCosts(new RunningRecipes(stack).any().costs(), null);
        } catch (Refusal | IOException e) {
            return new RecipeCosts(null, e.getMessage());
        }
    }

    /**
     * Those of one recipe, a row for each model; null if nobody tells.
     *
     * @param service {@code explainer} or {@code simulator}
     * @param pinned {@code name@digest8}
     */
    List<LlmApi.Cost> of(String service, String pinned) {
        return rows == null
                ? null
                : rows.stream()
                        .filter(cost ->
                                cost.service().equals(service) && cost.recipe().equals(pinned))
                        .toList();
    }

    /** The same in words. */
    String text(String service, String pinned) {
        List<LlmApi.Cost> costs = of(service, pinned);
        if (costs == null) {
            return "cost unknown";
        }
        if (costs.isEmpty()) {
            return "cost nothing: it is not in the ledger";
        }
        return costs.stream().map(RecipeCosts::text).collect(Collectors.joining("; "));
    }

    private static String text(LlmApi.Cost cost) {
        return String.format(
                Locale.ROOT,
                "cost %s with %s: %,d neurons at %s, %,d calls",
                Dollars.text(cost.known()),
                Terminal.plain(Objects.toString(cost.model())),
                cost.neurons(),
                cost.neurons() == 0 ? "–" : Dollars.text(cost.dollarsPerNeuron()),
                cost.calls());
    }
}
