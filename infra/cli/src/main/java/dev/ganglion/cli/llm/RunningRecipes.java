package dev.ganglion.cli.llm;

import dev.ganglion.cli.stack.RunningProcess;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The ledger, as the running services tell of it, and the processes that ask models. */
public final class RunningRecipes {

    private final StackFile stack;

    public RunningRecipes(StackFile stack) {
        this.stack = stack;
    }

    /**
     * A process that has an answer.
     *
     * @param state of its calls
     */
    public record Asking(RunningProcess process, LlmApi.Running running, LlmApi.State state) {}

    /** Those that ask a model; one that does not answer is left out. */
    public List<Asking> asking() throws InterruptedException {
        List<Asking> asking = new ArrayList<>();
        for (RunningProcess process : stack.withRecipes()) {
            LlmApi api = new LlmApi(process.address());
            try {
                LlmApi.State state = api.state().orElse(null);
                if (state != null) {
                    asking.add(new Asking(process, api.recipe(), state));
                }
            } catch (IOException e) {
                // It is on its way up or down; status says so.
            }
        }
        return asking;
    }

    /**
     * Any process that tells of the ledger: all tell the same, but only those that ask models have it.
     *
     * @throws Refusal if none runs
     */
    public LlmApi any() throws InterruptedException {
        return asking().stream()
                .findFirst()
                .map(asking -> new LlmApi(asking.process().address()))
                .orElseThrow(() -> Refusal.badInput("no recipe that asks a model is running, and only such a process"
                        + " tells of the ledger: start one with infra/ganglion up --explainer-recipe RECIPE"));
    }

    /**
     * The one recipe of the ledger that this selects.
     *
     * @throws Refusal if there is none, or more than one
     */
    public LlmApi.Cost find(String selector) throws IOException, InterruptedException {
        List<LlmApi.Cost> costs = any().costs();
        List<String> names =
                costs.stream().map(LlmApi.Cost::recipe).distinct().sorted().toList();
        List<String> found =
                names.stream().filter(name -> selects(selector, name)).toList();
        if (found.isEmpty()) {
            throw Refusal.badInput("the ledger has no recipe " + selector
                    + (names.isEmpty()
                            ? ": none has run yet, see infra/ganglion up --help"
                            : "; it has " + String.join(", ", names)));
        }
        if (found.size() > 1) {
            throw Refusal.badInput(selector + " may be any of " + String.join(", ", found) + ": name one of them");
        }
        return costs.stream()
                .filter(cost -> cost.recipe().equals(found.get(0)))
                .findFirst()
                .orElseThrow();
    }

    /** The selector may hold more digits of the digest than are shown. */
    static boolean selects(String selector, String pinned) {
        return pinned.equals(selector)
                || pinned.startsWith(selector + "@")
                || selector.contains("@") && selector.startsWith(pinned);
    }
}
