package dev.ganglion.cli;

import dev.ganglion.cli.llm.EndpointCheck;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
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
        String simulator = options.simulator() != null ? options.simulator() : simulator(installation, environment);
        require(EndpointCheck.of(installation, ServiceProgram.SIMULATOR, environment, simulator), simulator);
        return new LlmPlan(
                options.explainer(),
                simulator,
                explaining.model(),
                explaining.endpoint(),
                environment,
                options.neurons());
    }

    /** The first that works; if none does, the least demanding, whose refusal says why. */
    private static String simulator(Installation installation, Map<String, String> environment)
            throws InterruptedException {
        return EndpointCheck.of(installation, ServiceProgram.SIMULATOR, environment, null)
                .firstThatWorks(SIMULATORS)
                .orElse(SIMULATORS.get(SIMULATORS.size() - 1));
    }

    private static void require(EndpointCheck check, String recipe) {
        check.refusal(recipe).ifPresent(reason -> {
            throw Refusal.badInput(Terminal.plain(reason));
        });
    }
}
