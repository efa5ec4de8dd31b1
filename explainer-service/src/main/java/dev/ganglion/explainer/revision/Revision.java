package dev.ganglion.explainer.revision;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.subject.SentenceActivations;
import dev.ganglion.explainer.tokenpairs.TokenActivationPairs;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.recipe.Method;
import java.util.Optional;

/**
 * The method {@code revision} (paper, "Revising explanations"): a neuron is explained, the model writes sentences that the
 * explanation says should make it fire, the subject model runs them, and the model revises the explanation with what
 * happened.
 */
public final class Revision implements Method<RevisionParameters, Explainer> {

    private final TokenActivationPairs pairs;
    private final LanguageModel model;
    private final SentenceActivations subject;

    public Revision(LanguageModel model, SentenceActivations subject) {
        this.pairs = new TokenActivationPairs(model);
        this.model = model;
        this.subject = subject;
    }

    @Override
    public String name() {
        return "revision";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<RevisionParameters> parameters() {
        return RevisionParameters.class;
    }

    @Override
    public Optional<ModelUse> uses(RevisionParameters parameters) {
        return pairs.uses(parameters.explain());
    }

    @Override
    public Explainer create(RecipeRef recipe, RevisionParameters parameters) {
        return new RevisingExplainer(
                recipe,
                pairs.create(recipe, parameters.explain()),
                new SentenceWriter(recipe, model, parameters),
                new Experiment(recipe, subject, parameters.threshold()),
                new Reviser(recipe, model, parameters),
                parameters.rounds());
    }
}
