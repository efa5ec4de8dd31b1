package dev.ganglion.simulator.outputlogprobs;

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
import dev.ganglion.simulator.tokenwise.ChatPrompt;
import dev.ganglion.simulator.tokenwise.Example;
import dev.ganglion.simulator.tokenwise.Inquiry;
import dev.ganglion.simulator.tokenwise.TokenwiseFields;
import dev.ganglion.simulator.tokenwise.TokenwiseSimulator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The method {@code output-logprobs}: one chat call for each excerpt, with logprobs of what is written. */
public final class OutputLogprobs implements Method<OutputLogprobs.Parameters, Simulator> {

    private static final int ATTEMPTS = 3;

    /** As many as OpenAI gives. */
    private static final int MOST_LOGPROBS = 20;

    private final LanguageModel model;

    public OutputLogprobs(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "output-logprobs";
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
                parameters.model(), Set.of(Capability.CHAT, Capability.OUTPUT_LOGPROBS), parameters.logprobs()));
    }

    @Override
    public Simulator create(RecipeRef recipe, Parameters parameters) {
        TokenwiseFields fields = parameters.fields();
        return new TokenwiseSimulator(
                recipe,
                fields,
                new WritingSimulator(
                        new Inquiry(model, recipe, fields.attempts()),
                        fields.model(),
                        parameters.logprobs(),
                        ChatPrompt.of(parameters.prompt()),
                        parameters.examples()));
    }

    /**
     * @param kinds words, by default and at most
     * @param explainers names of explainer recipes; null for all
     * @param splits whose excerpts are simulated; null for calibration and valid
     * @param attempts 3 by default
     * @param calibration null for none
     * @param examples null for none
     * @param logprobs alternatives wanted for each token, 1 to 20, 20 by default
     */
    public record Parameters(
            List<ExplanationKind> kinds,
            List<String> explainers,
            List<Split> splits,
            ModelSettings model,
            Integer attempts,
            Calibration calibration,
            ChatPrompt.Templates prompt,
            List<Example> examples,
            Integer logprobs) {

        public Parameters {
            examples = examples == null ? List.of() : List.copyOf(examples);
            attempts = attempts == null ? ATTEMPTS : attempts;
            logprobs = logprobs == null ? MOST_LOGPROBS : logprobs;
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
