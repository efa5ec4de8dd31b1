package dev.ganglion.cli.llm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.results.Results;
import dev.ganglion.cli.stack.GroupLag;
import dev.ganglion.events.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recipe's bill so far, and what the rest will cost.
 *
 * @param remaining neurons (of a simulator: explanations) on the recipe's topic that it has not done; null if unknown
 */
record Bill(LlmApi.Cost cost, Long remaining) {

    private static final String EXPLAINER = "explainer";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Bills in the order of the chain, then by recipe. */
    static List<Bill> of(List<LlmApi.Cost> costs, GroupLag lag, Results results) throws InterruptedException {
        List<String> explainers = costs.stream()
                .filter(cost -> EXPLAINER.equals(cost.service()))
                .map(LlmApi.Cost::recipe)
                .distinct()
                .toList();
        List<Bill> bills = new ArrayList<>();
        for (LlmApi.Cost cost : costs) {
            bills.add(new Bill(cost, remaining(cost, lag, results, explainers)));
        }
        bills.sort((one, other) -> {
            int service = one.cost.service().compareTo(other.cost.service());
            return service != 0 ? service : one.cost.recipe().compareTo(other.cost.recipe());
        });
        return List.copyOf(bills);
    }

    private static Long remaining(LlmApi.Cost cost, GroupLag lag, Results results, List<String> explainers)
            throws InterruptedException {
        String group = cost.service() + "." + cost.recipe();
        try {
            if (EXPLAINER.equals(cost.service())) {
                return lag.of(group, Topics.NEURON_ACTIVATIONS);
            }
            return Math.min(lag.of(group, Topics.EXPLANATIONS), unsimulated(cost.recipe(), results, explainers));
        } catch (GroupLag.UnknownLagException | IOException e) {
            return null;
        }
    }

    /** Token tables are on the topic too, but no model is asked about them. */
    private static long unsimulated(String simulator, Results results, List<String> explainers)
            throws IOException, InterruptedException {
        long rest = 0;
        for (String explainer : explainers) {
            Results.Counts counts = results.countsOf(explainer, simulator);
            rest += Math.max(0, counts.explanations() - counts.simulations());
        }
        return rest;
    }

    /** Dollars that the rest will cost; null if that is not known. */
    Double toCome() {
        if (remaining == null) {
            return null;
        }
        if (remaining == 0) {
            return 0.0;
        }
        return cost.dollarsPerNeuron() == null ? null : Double.valueOf(remaining * cost.dollarsPerNeuron());
    }

    double spent() {
        return cost.spent() == null ? 0 : cost.spent();
    }

    double unconfirmed() {
        return cost.unconfirmed() == null ? 0 : cost.unconfirmed();
    }

    /** As JSON: the ledger's row, and {@code remaining} and {@code dollarsToCome}. */
    Map<String, Object> fields() {
        Map<String, Object> fields =
                new LinkedHashMap<>(MAPPER.convertValue(cost, new TypeReference<Map<String, Object>>() {}));
        fields.put("remaining", remaining);
        fields.put("dollarsToCome", toCome());
        return fields;
    }
}
