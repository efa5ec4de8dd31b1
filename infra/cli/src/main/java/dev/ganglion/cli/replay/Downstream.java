package dev.ganglion.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ganglion.cli.llm.LlmApi;
import dev.ganglion.cli.results.JsonHttp;
import dev.ganglion.cli.stack.RunningProcess;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.stack.StackFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulator recipe that runs and will read the explanations of a replay, and what that costs.
 *
 * @param recipe {@code name@digest8}
 * @param asksModel whether it costs anything
 * @param dollarsPerExplanation by the ledger so far; null if it does not know
 * @param dollars for one explanation of each neuron; null if that is not known
 */
record Downstream(String recipe, boolean asksModel, Double dollarsPerExplanation, Double dollars) {

    private static final String TABLES = "token-lookup";
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What a simulator says of itself. */
    record Simulator(LlmApi.Ref recipe, String text) {}

    /**
     * The running simulators that take them; one that does not answer is left out.
     *
     * @param explainer the replayed recipe, {@code name@digest8}
     * @param words whether its explanations are words, and no token tables
     * @param neurons how many are explained
     */
    static List<Downstream> of(StackFile stack, String explainer, boolean words, long neurons)
            throws InterruptedException {
        List<Downstream> all = new ArrayList<>();
        JsonHttp http = new JsonHttp();
        for (RunningProcess process : stack.withRecipes()) {
            if (!process.is(ServiceProgram.SIMULATOR)) {
                continue;
            }
            try {
                Simulator simulator = http.get(process.address() + "api/recipe", Simulator.class);
                LlmApi api = new LlmApi(process.address());
                if (takes(simulator.text(), explainer, words)) {
                    all.add(of(simulator.recipe().pinned(), api.state().isPresent(), api.costs(), neurons));
                }
            } catch (IOException e) {
                // It is on its way up or down; status says so.
            }
        }
        return List.copyOf(all);
    }

    static Downstream of(String recipe, boolean asksModel, List<LlmApi.Cost> costs, long neurons) {
        if (!asksModel) {
            return new Downstream(recipe, false, 0.0, 0.0);
        }
        Double each = costs.stream()
                .filter(cost -> cost.recipe().equals(recipe) && cost.dollarsPerNeuron() != null)
                .map(LlmApi.Cost::dollarsPerNeuron)
                .findFirst()
                .orElse(null);
        return new Downstream(recipe, true, each, each == null ? null : Double.valueOf(each * neurons));
    }

    /** Whether a simulator's recipe, as it is written, takes explanations of this recipe and kind. */
    static boolean takes(String simulator, String explainer, boolean words) {
        try {
            JsonNode recipe = YAML.readTree(simulator);
            JsonNode kinds = recipe.path("kinds");
            boolean kind = kinds.isEmpty()
                    ? words != recipe.path("method").asText().equals(TABLES)
                    : contains(kinds, words ? "words" : "token-table");
            JsonNode explainers = recipe.path("explainers");
            return kind
                    && (explainers.isEmpty()
                            || contains(explainers, explainer)
                            || contains(explainers, explainer.replaceFirst("@.*", "")));
        } catch (JsonProcessingException e) {
            // The service runs it, so it is a recipe; what cannot be read here may take everything.
            return true;
        }
    }

    private static boolean contains(JsonNode list, String word) {
        for (JsonNode one : list) {
            if (one.asText().equals(word)) {
                return true;
            }
        }
        return false;
    }
}
