package dev.ganglion.cli.demo;

import dev.ganglion.cli.llm.EndpointCheck;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;

/**
 * What a demo will ask a language model, after the model was looked at.
 *
 * @param environment of the services that ask it; without the key
 * @param neurons how many
 */
record LlmPlan(
        String explainer,
        String simulator,
        String model,
        String endpoint,
        Map<String, String> environment,
        int neurons) {

    /** The better simulators first; each needs less of the model than the one before. */
    private static final List<String> SIMULATORS = List.of("prompt-logprobs", "output-logprobs", "json");

    /**
     * Looks at the endpoint.
     *
     * @throws Refusal with one sentence if it, the key, the model or its logprobs do not serve the recipes
     */
    static LlmPlan of(Installation installation, LlmOptions options) throws InterruptedException {
        Map<String, String> environment = options.environment();
        EndpointCheck explaining =
                EndpointCheck.of(installation, ServiceProgram.EXPLAINER, environment, options.explainer());
        require(explaining, options.explainer());
        String simulator = simulator(installation, options, environment);
        return new LlmPlan(
                options.explainer(),
                simulator,
                explaining.model(),
                explaining.endpoint(),
                environment,
                options.neurons());
    }

    /** The one that was asked for, or the first that works; each is looked at with its own model. */
    private static String simulator(Installation installation, LlmOptions options, Map<String, String> environment)
            throws InterruptedException {
        List<String> choice = options.simulator() == null ? SIMULATORS : List.of(options.simulator());
        for (String recipe : choice.subList(0, choice.size() - 1)) {
            if (EndpointCheck.of(installation, ServiceProgram.SIMULATOR, environment, recipe)
                    .refusal(recipe)
                    .isEmpty()) {
                return recipe;
            }
        }
        String last = choice.get(choice.size() - 1);
        require(EndpointCheck.of(installation, ServiceProgram.SIMULATOR, environment, last), last);
        return last;
    }

    private static void require(EndpointCheck check, String recipe) {
        check.refusal(recipe).ifPresent(reason -> {
            throw Refusal.badInput(Terminal.plain(reason));
        });
    }
}
