package dev.ganglion.cli.llm;

import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint can do, as a service's jar found out by asking it, and which of the service's recipes will work.
 *
 * @param endpoint its base URL
 * @param model that was asked
 * @param problem why it does not answer at all, one sentence; null if it does
 * @param capabilities that it has
 * @param findings what was looked for, and how much of it there is or why it is not there
 * @param topLogprobs the most alternatives it gives at a token; 0 for none
 * @param context the most tokens of prompt and answer; null where that is not known
 */
public record EndpointCheck(
        String endpoint,
        String model,
        String problem,
        List<String> capabilities,
        List<Finding> findings,
        int topLogprobs,
        Integer context,
        List<Verdict> recipes) {

    public EndpointCheck {
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        findings = findings == null ? List.of() : List.copyOf(findings);
        recipes = recipes == null ? List.of() : List.copyOf(recipes);
    }

    /** @param detail how much of the capability there is, or why it is not there */
    public record Finding(String capability, boolean able, String detail) {}

    /**
     * Whether a recipe will work.
     *
     * @param recipe {@code name@digest8}
     * @param reason why not, one sentence; null if it does
     */
    public record Verdict(String recipe, boolean works, String reason) {}

    /** Asks the endpoint; a few tokens are spent on that. */
    public static EndpointCheck of(
            Installation installation, ServiceProgram service, Map<String, String> environment, String recipe)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("check"));
        if (recipe != null) {
            arguments.addAll(List.of("--recipe", recipe));
        }
        return new ServiceJar(installation, service, environment)
                .ask(EndpointCheck.class, ServiceJar.nothing(), arguments);
    }

    /** Why this recipe will not work; nothing if it will. */
    public Optional<String> refusal(String selector) {
        if (problem != null) {
            return Optional.of(problem);
        }
        Optional<Verdict> verdict = recipes.stream()
                .filter(one -> RunningRecipes.selects(selector, one.recipe()))
                .findFirst();
        if (verdict.isEmpty()) {
            return Optional.of("there is no recipe " + selector + "; there are "
                    + String.join(", ", recipes.stream().map(Verdict::recipe).toList()));
        }
        return verdict.filter(one -> !one.works())
                .map(one -> one.reason() == null
                        ? "the recipe " + selector + " does not work with " + model + " at " + endpoint
                        : one.reason());
    }
}
