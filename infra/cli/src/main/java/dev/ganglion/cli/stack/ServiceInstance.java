package dev.ganglion.cli.stack;

import java.util.ArrayList;
import java.util.Collection;
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

    /** The recipe of explainer and simulator that asks no model. */
    public static final String BASELINE = "token-lookup";

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
     * The processes that run these recipes of a service beside the baseline, each recipe once.
     *
     * @param recipes {@code NAME} or {@code NAME@DIGEST}; the baseline among them is passed over, since it runs anyway
     * @param settings environment variables for all of them; never a secret
     */
    public static List<ServiceInstance> beside(
            ServiceProgram program, Collection<String> recipes, Map<String, String> settings) {
        List<ServiceInstance> all = new ArrayList<>();
        for (String recipe : new LinkedHashSet<>(recipes)) {
            if (!recipe.equals(BASELINE)) {
                Map<String, String> whole = new TreeMap<>(settings);
                whole.putAll(program.recipeSetting(recipe));
                all.add(new ServiceInstance(program, recipe, whole));
            }
        }
        return List.copyOf(all);
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
