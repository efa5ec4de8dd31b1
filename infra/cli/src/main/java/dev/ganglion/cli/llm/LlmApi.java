package dev.ganglion.cli.llm;

import dev.ganglion.cli.results.JsonHttp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one process of the explainer-service or the simulator-service says of its language model. */
public final class LlmApi {

    private final JsonHttp http = new JsonHttp();
    private final String api;

    /**
     * @param service its address, ending in a slash
     */
    public LlmApi(String service) {
        this.api = service + "api/";
    }

    /** Which recipe it runs. */
    public Running recipe() throws IOException, InterruptedException {
        return http.get(api + "recipe", Running.class);
    }

    /** What its calls do now; none if its recipe asks no model. */
    public Optional<State> state() throws IOException, InterruptedException {
        return http.find(api + "llm", State.class);
    }

    /** What every recipe of the ledger has cost, whichever service runs it. */
    public List<Cost> costs() throws IOException, InterruptedException {
        return http.find(api + "costs", Costs.class).map(Costs::recipes).orElse(List.of());
    }

    /**
     * Sets the budget of a recipe.
     *
     * @param recipe {@code name@digest8}
     * @throws dev.ganglion.cli.Refusal with what the service says, if there is no such recipe or the amount cannot be
     */
    public Cost setBudget(String recipe, double dollars) throws IOException, InterruptedException {
        return http.put(api + "budgets/" + recipe, Map.of("dollars", dollars), Cost.class);
    }

    /**
     * @param service {@code explainer} or {@code simulator}
     * @param group the consumer group that runs it
     */
    public record Running(String service, Ref recipe, String group) {}

    /** A recipe's name and digest. */
    public record Ref(String name, String digest) {

        private static final int SHORT = 8;

        /** {@code name@digest8}. */
        public String pinned() {
            return name + "@" + digest.substring(0, Math.min(SHORT, digest.length()));
        }
    }

    /**
     * @param recipe {@code name@digest8}
     * @param state {@code running} or {@code paused}
     * @param reason why it is paused, one sentence; else null
     * @param inFlight calls that wait for their answer
     * @param waiting calls that wait for a slot or a limit
     * @param limit calls at the same time that the endpoint bears now
     * @param cap the most that the limit can become
     */
    public record State(
            String recipe,
            String model,
            String endpoint,
            String state,
            String reason,
            int inFlight,
            int waiting,
            int limit,
            int cap) {

        public boolean isPaused() {
            return "paused".equals(state);
        }

        /** Whether it is paused for want of money. */
        public boolean isBudgetSpent() {
            return isPaused() && reason != null && reason.contains("the budget") && reason.contains("is spent");
        }
    }

    /**
     * A recipe's bill, in dollars; with several models it has a row for each.
     *
     * @param recipe {@code name@digest8}
     * @param service {@code explainer} or {@code simulator}
     * @param budget the most that may be spent; null for no limit
     * @param spent for answers
     * @param unconfirmed for calls that were perhaps billed, without an answer
     * @param reserved for calls in flight
     * @param unpriced calls of unknown cost: nothing of them is in {@code spent}
     * @param dollarsPerNeuron null before the first neuron, or without a price
     */
    public record Cost(
            String recipe,
            String service,
            String model,
            Double budget,
            Double spent,
            Double unconfirmed,
            Double reserved,
            long calls,
            long answers,
            long formatFailures,
            long refusals,
            long unpriced,
            long promptTokens,
            long completionTokens,
            long neurons,
            Double dollarsPerNeuron,
            Double meanSeconds,
            Double p95Seconds) {

        /** What was spent; null if that is not known of every call. */
        public Double known() {
            return unpriced > 0 ? null : spent;
        }
    }

    private record Costs(List<Cost> recipes) {}
}
