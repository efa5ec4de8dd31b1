package dev.ganglion.llm.service;

import dev.ganglion.llm.endpoint.EndpointReport;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.recipe.Recipe;
import java.util.List;

/**
 * Whether a recipe will work with a server.
 *
 * @param recipe {@code name@digest8}
 * @param reason why not, or what to mind, one sentence; null if there is nothing to say
 */
record Verdict(String recipe, boolean works, String reason) {

    /** Of a recipe that asks a model. */
    static Verdict of(Recipe<?> recipe, EndpointReport report) {
        ModelUse use = recipe.model().orElseThrow();
        String name = recipe.ref().pinned();
        if (!use.model().name().equals(report.model())) {
            return new Verdict(
                    name,
                    false,
                    "asks " + use.model().name()
                            + ", which was not looked at: set LLM_MODEL to the model that you have");
        }
        List<String> lacking = use.needs().stream()
                .filter(need -> !report.has(need))
                .map(Capability::toString)
                .sorted()
                .toList();
        if (!lacking.isEmpty()) {
            return new Verdict(name, false, "needs " + String.join(" and ", lacking));
        }
        int alternatives = use.needs().contains(Capability.PROMPT_LOGPROBS)
                ? report.promptTopLogprobs()
                : use.needs().contains(Capability.OUTPUT_LOGPROBS) ? report.topLogprobs() : use.topLogprobs();
        if (alternatives < use.topLogprobs()) {
            return new Verdict(
                    name,
                    false,
                    "asks for " + use.topLogprobs() + " logprobs at a token, and the server gives " + alternatives);
        }
        Integer context = report.contextLength();
        return new Verdict(
                name,
                true,
                context != null && context < use.model().context()
                        ? "its context of " + use.model().context() + " tokens is above the server's " + context
                                + ": longer prompts will be refused"
                        : null);
    }
}
