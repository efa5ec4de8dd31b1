package dev.ganglion.cli.replay;

import dev.ganglion.cli.llm.LlmApi;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** What a replay's recipe may spend, and has spent. A replay ends when it waits for more: that is for a person to decide. */
final class ReplayBudget {

    /** A process takes a moment to see that it may spend more. */
    private static final int SETTLED = 10;

    private final Double wanted;
    private boolean isSet;
    private int spentLooks;
    private Double spent;

    /**
     * @param wanted dollars in all, whatever the ledger says; null to leave it as it is
     */
    ReplayBudget(Double wanted) {
        this.wanted = wanted;
    }

    /** What the recipe has spent in all, when last seen; null if it asks no model or that is not known. */
    Double spent() {
        return spent;
    }

    /** Whether all that runs has paused for want of money, and stays so. */
    boolean isSpent(Replicas replicas) throws InterruptedException {
        int without = 0;
        for (LlmApi api : replicas.asking()) {
            try {
                LlmApi.State calls = api.state().orElse(null);
                if (calls == null) {
                    return false;
                }
                look(api, calls.recipe());
                without += calls.isBudgetSpent() && calls.inFlight() == 0 ? 1 : 0;
            } catch (IOException e) {
                // It is on its way up or down.
            }
        }
        spentLooks = without > 0 && without == replicas.running() ? spentLooks + 1 : 0;
        return spentLooks >= SETTLED;
    }

    private void look(LlmApi api, String recipe) throws IOException, InterruptedException {
        List<LlmApi.Cost> costs = api.costs().stream()
                .filter(cost -> cost.recipe().equals(recipe))
                .toList();
        if (wanted != null && !isSet && !costs.isEmpty()) {
            // A first budget is taken from the environment; one that the ledger has already is changed here.
            if (!wanted.equals(costs.get(0).budget())) {
                api.setBudget(recipe, wanted);
            }
            isSet = true;
        }
        spent = costs.stream()
                .map(LlmApi.Cost::known)
                .filter(Objects::nonNull)
                .reduce(Double::sum)
                .orElse(null);
    }
}
