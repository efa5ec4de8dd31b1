package dev.ganglion.explainer.revision;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.revision.Experiment.Findings;
import dev.ganglion.explainer.tokenpairs.PairsEvidence;
import dev.ganglion.explainer.tokenpairs.TokenActivationPairs;
import dev.ganglion.explainer.words.ExplanationFormat;
import dev.ganglion.explainer.words.FewShotChat;
import dev.ganglion.explainer.words.WordsExplanation;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.Question;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Has the model revise an explanation with what happened on its sentences. */
final class Reviser {

    private final RecipeRef recipe;
    private final LanguageModel model;
    private final TokenActivationPairs.Parameters explain;
    private final FewShotChat<RevisionEvidence> chat;
    private final ExplanationFormat format;

    Reviser(RecipeRef recipe, LanguageModel model, RevisionParameters parameters) {
        this.recipe = recipe;
        this.model = model;
        this.explain = parameters.explain();
        this.chat = new FewShotChat<>(explain.model(), parameters.revising(), List.of(), RevisionEvidence.PROBES);
        this.format = ExplanationFormat.continuing(explain.prompt().opening());
    }

    /**
     * Revises.
     *
     * @param parent the explanation that was put to the test
     * @param round from 1; the new explanation's ordinal
     */
    Uni<Explanation> revise(NeuronActivations record, Explanation parent, Findings findings, int round) {
        PairsEvidence original = PairsEvidence.of(record, explain.excerpts(), explain.repeatBelow())
                .orElseThrow();
        return model.ask(new Question<>(
                        recipe,
                        record.neuron(),
                        chat.about(new RevisionEvidence(original, parent.text(), findings)),
                        0,
                        explain.attempts(),
                        format))
                .map(answer -> WordsExplanation.of(record, recipe, round, parent.id(), answer));
    }
}
