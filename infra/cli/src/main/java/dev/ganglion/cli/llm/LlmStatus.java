package dev.ganglion.cli.llm;

import dev.ganglion.cli.stack.RunningProcess;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each process that asks a model does, and what it has spent. */
public final class LlmStatus {

    private final Map<RunningProcess, RunningRecipes.Asking> asking = new HashMap<>();
    private final Map<String, List<LlmApi.Cost>> costs = new HashMap<>();

    public LlmStatus(StackFile stack) throws InterruptedException {
        List<RunningRecipes.Asking> all = new RunningRecipes(stack).asking();
        for (RunningRecipes.Asking one : all) {
            asking.put(one.process(), one);
        }
        if (!all.isEmpty()) {
            try {
                for (LlmApi.Cost cost : new LlmApi(all.get(0).process().address()).costs()) {
                    costs.computeIfAbsent(cost.recipe(), recipe -> new ArrayList<>())
                            .add(cost);
                }
            } catch (IOException e) {
                // The lines then say nothing of money.
            }
        }
    }

    /** Lines for one process; none if it asks no model. */
    public List<String> lines(RunningProcess process) {
        RunningRecipes.Asking one = asking.get(process);
        if (one == null) {
            return List.of();
        }
        LlmApi.State state = one.state();
        List<LlmApi.Cost> bill = costs.get(state.recipe());
        String asks = String.format(
                "%s asks %s at %s: %s, %d of at most %d calls in flight, %d waiting%s",
                state.recipe(),
                state.model(),
                state.endpoint(),
                state.isPaused() ? "PAUSED" : state.state(),
                state.inFlight(),
                state.limit(),
                state.waiting(),
                bill == null ? "" : "; " + money(bill));
        return state.isPaused() && state.reason() != null
                ? List.of(Terminal.plain(asks), Terminal.plain(state.reason()))
                : List.of(Terminal.plain(asks));
    }

    /** A recipe has a row for each model it was asked of, and one budget. */
    private static String money(List<LlmApi.Cost> bill) {
        boolean known = bill.stream().allMatch(cost -> cost.known() != null);
        Double spent = known
                ? Double.valueOf(bill.stream().mapToDouble(LlmApi.Cost::known).sum())
                : null;
        Double budget = bill.get(0).budget();
        return Dollars.text(spent) + " spent" + (budget == null ? ", no budget" : " of " + Dollars.text(budget));
    }
}
