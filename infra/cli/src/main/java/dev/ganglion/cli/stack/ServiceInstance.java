package dev.ganglion.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One process of a service, and what it runs. A process runs one recipe, so several of a service stand side by side.
 *
 * @param program which service
 * @param recipe the recipe that this process runs beside the baseline; null for a service's first process
 * @param settings environment variables that the command sets for it; never a secret, for they are remembered in a file
 */
public record ServiceInstance(ServiceProgram program, String recipe, Map<String, String> settings) {

    private static final String BASELINE = "token-lookup";

    public ServiceInstance {
        settings = new TreeMap<>(settings);
    }

    /** The four services as they always run: explainer and simulator with the baseline, which asks no model. */
    static List<ServiceInstance> baseline() {
        List<ServiceInstance> all = new ArrayList<>();
        for (ServiceProgram program : ServiceProgram.values()) {
            all.add(new ServiceInstance(program, null, program.recipeSetting(BASELINE)));
        }
        return List.copyOf(all);
    }

    /**
     * The processes that run these recipes beside the baseline.
     *
     * @param directory with recipes of one's own, or null
     * @param budget a recipe's first budget in dollars, or null
     * @param neurons what {@code EXPLAINER_NEURONS} gets: the only neurons to be explained; null for all
     */
    public static List<ServiceInstance> of(
            List<String> explainers, List<String> simulators, Path directory, Double budget, String neurons) {
        Map<String, String> shared = new LinkedHashMap<>();
        if (directory != null) {
            shared.put("RECIPES_DIR", directory.toAbsolutePath().toString());
        }
        if (budget != null) {
            shared.put("LLM_BUDGET", budget.toString());
        }
        List<ServiceInstance> all = new ArrayList<>();
        for (String recipe : new LinkedHashSet<>(explainers)) {
            Map<String, String> settings = new LinkedHashMap<>(shared);
            if (neurons != null) {
                settings.put("EXPLAINER_NEURONS", neurons);
            }
            all.add(beside(ServiceProgram.EXPLAINER, recipe, settings));
        }
        for (String recipe : new LinkedHashSet<>(simulators)) {
            all.add(beside(ServiceProgram.SIMULATOR, recipe, shared));
        }
        all.removeIf(instance -> instance.recipe().equals(BASELINE));
        return List.copyOf(all);
    }

    private static ServiceInstance beside(ServiceProgram program, String recipe, Map<String, String> shared) {
        Map<String, String> settings = new LinkedHashMap<>(shared);
        settings.putAll(program.recipeSetting(recipe));
        return new ServiceInstance(program, recipe, settings);
    }

    /** What a process was that is remembered under this title; null if it is no service's. */
    static ServiceInstance remembered(RunningProcess process) {
        for (ServiceProgram program : ServiceProgram.values()) {
            String title = process.title();
            if (title.equals(program.title())) {
                return new ServiceInstance(program, null, process.settings());
            }
            if (title.startsWith(program.title() + ":")) {
                String recipe = title.substring(program.title().length() + 1);
                return new ServiceInstance(program, recipe, process.settings());
            }
        }
        return null;
    }

    /** {@code explainer-service}, or {@code explainer-service:token-activation-pairs}. */
    public String title() {
        return recipe == null ? program.title() : program.title() + ":" + recipe;
    }
}
