package dev.ganglion.simulator.judging;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.recipe.Method;
import dev.ganglion.simulator.Simulator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The methods {@code detection} and {@code fuzzing}: they differ in how an excerpt is shown, and in what is asked of it. */
public final class Judging implements Method<JudgingParameters, Simulator> {

    /** Alternatives asked for at a written digit; both digits are among the first two of any sensible answer. */
    private static final int TOP_LOGPROBS = 5;

    private final String name;
    private final Showing showing;
    private final LanguageModel model;

    private Judging(String name, Showing showing, LanguageModel model) {
        this.name = name;
        this.showing = showing;
        this.model = model;
    }

    /** Shows excerpts as they are; the judge says on which the neuron fires. */
    public static Judging detection(LanguageModel model) {
        return new Judging("detection", Showing.PLAIN, model);
    }

    /** Marks tokens; the judge says where the marked ones are those that fire the neuron. */
    public static Judging fuzzing(LanguageModel model) {
        return new Judging("fuzzing", Showing.MARKED, model);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<JudgingParameters> parameters() {
        return JudgingParameters.class;
    }

    @Override
    public Simulator create(RecipeRef recipe, JudgingParameters parameters) {
        return new JudgingSimulator(
                recipe,
                parameters,
                showing,
                new JudgingPrompt(parameters, parameters.probabilities() ? TOP_LOGPROBS : 0),
                model);
    }

    @Override
    public Optional<ModelUse> uses(JudgingParameters parameters) {
        Set<Capability> needs = EnumSet.of(Capability.CHAT);
        if (parameters.probabilities()) {
            needs.add(Capability.OUTPUT_LOGPROBS);
        }
        return Optional.of(new ModelUse(parameters.model(), needs, parameters.probabilities() ? TOP_LOGPROBS : 0));
    }
}
