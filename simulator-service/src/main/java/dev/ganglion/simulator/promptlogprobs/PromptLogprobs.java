package dev.ganglion.simulator.promptlogprobs;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.recipe.Method;
import dev.ganglion.simulator.Simulator;
import dev.ganglion.simulator.tokenwise.Calibration;
import dev.ganglion.simulator.tokenwise.Inquiry;
import dev.ganglion.simulator.tokenwise.TokenwiseFields;
import dev.ganglion.simulator.tokenwise.TokenwiseSimulator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The method {@code prompt-logprobs}: one completion call for each excerpt, echoed with logprobs. */
public final class PromptLogprobs implements Method<PromptLogprobs.Parameters, Simulator> {

    private static final int LOGPROBS = 15;
    private static final int MOST_LOGPROBS = 100;

    private final LanguageModel model;

    public PromptLogprobs(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "prompt-logprobs";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Optional<ModelUse> uses(Parameters parameters) {
        return Optional.of(new ModelUse(
                parameters.model(), Set.of(Capability.COMPLETIONS, Capability.PROMPT_LOGPROBS), parameters.logprobs()));
    }

    @Override
    public Simulator create(RecipeRef recipe, Parameters parameters) {
        TokenwiseFields fields = parameters.fields();
        return new TokenwiseSimulator(
                recipe,
                fields,
                new EchoSimulator(
                        new Inquiry(model, recipe, fields.attempts()),
                        fields.model(),
                        parameters.logprobs(),
                        CompletionPrompt.of(parameters.prompt()),
                        parameters.examples()));
    }

    /**
     * @param kinds words, by default and at most
     * @param explainers names of explainer recipes; null for all
     * @param splits whose excerpts are simulated; null for calibration and valid
     * @param model its {@code maxTokens} is of no concern: one token is written, since servers refuse to write none
     * @param attempts 1 by default: the server would compute the same again
     * @param calibration null for none
     * @param examples null for none
     * @param logprobs alternatives wanted for each token, 15 by default
     */
    public record Parameters(
            List<ExplanationKind> kinds,
            List<String> explainers,
            List<Split> splits,
            ModelSettings model,
            Integer attempts,
            Calibration calibration,
            CompletionPrompt.Templates prompt,
            List<PartlyKnownExample> examples,
            Integer logprobs) {

        public Parameters {
            examples = examples == null ? List.of() : List.copyOf(examples);
            attempts = attempts == null ? 1 : attempts;
            logprobs = logprobs == null ? LOGPROBS : logprobs;
            if (logprobs < 1 || logprobs > MOST_LOGPROBS) {
                throw new IllegalArgumentException("field \"logprobs\" must be 1 to " + MOST_LOGPROBS);
            }
            TokenwiseFields.of(kinds, explainers, splits, model, attempts, calibration);
        }

        TokenwiseFields fields() {
            return TokenwiseFields.of(kinds, explainers, splits, model, attempts, calibration);
        }
    }
}
