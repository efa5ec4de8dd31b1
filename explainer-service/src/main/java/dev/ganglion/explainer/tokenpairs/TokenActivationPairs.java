package dev.ganglion.explainer.tokenpairs;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.words.Asking;
import dev.ganglion.explainer.words.ChatTemplates;
import dev.ganglion.explainer.words.Example;
import dev.ganglion.explainer.words.ExplanationFormat;
import dev.ganglion.explainer.words.FewShotChat;
import dev.ganglion.explainer.words.Fields;
import dev.ganglion.explainer.words.WordsExplainer;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.recipe.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The method {@code token-activation-pairs} (paper, "Step 1"): the model sees excerpts as tokens, each with the neuron's
 * activation from 0 to 10, and puts into words what makes the neuron fire.
 */
public final class TokenActivationPairs implements Method<TokenActivationPairs.Parameters, Explainer> {

    private final LanguageModel model;

    public TokenActivationPairs(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "token-activation-pairs";
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
        return Optional.of(parameters.asking().use());
    }

    @Override
    public Explainer create(RecipeRef recipe, Parameters parameters) {
        double repeatBelow = parameters.repeatBelow();
        List<Example<PairsEvidence>> examples = parameters.examples().stream()
                .map(example -> new Example<>(example.evidence(repeatBelow), example.explanation()))
                .toList();
        FewShotChat<PairsEvidence> chat =
                new FewShotChat<>(parameters.model(), parameters.prompt().templates(), examples, PairsEvidence.PROBES);
        return new WordsExplainer<>(
                recipe,
                model,
                parameters.asking(),
                ExplanationFormat.continuing(parameters.prompt().opening()),
                chat,
                record -> PairsEvidence.of(record, parameters.excerpts(), repeatBelow));
    }

    /**
     * A recipe's fields.
     *
     * @param candidates explanations wanted of each neuron; 1 if left out
     * @param attempts until a malformed answer is final; 3 if left out
     * @param excerpts the most excerpts shown of a neuron; 5 if left out
     * @param repeatBelow the part of values above 0 below which the excerpts are repeated without zeros; 0.2 if left out
     * @param examples for the model to follow; none if left out
     */
    public record Parameters(
            ModelSettings model,
            Integer candidates,
            Integer attempts,
            Integer excerpts,
            Double repeatBelow,
            Prompt prompt,
            List<PairsExample> examples) {

        private static final int MOST_EXCERPTS = 20;

        public Parameters {
            Asking asking = Asking.of(model, candidates, attempts);
            candidates = asking.candidates();
            attempts = asking.attempts();
            excerpts = Fields.between("excerpts", excerpts, 5, 1, MOST_EXCERPTS);
            repeatBelow = Fields.part("repeatBelow", repeatBelow, 0.2);
            Fields.needed("prompt", prompt);
            examples = examples == null ? List.of() : List.copyOf(examples);
        }

        Asking asking() {
            return new Asking(model, candidates, attempts);
        }
    }

    /**
     * Templates.
     *
     * @param system instructions; it may use {@code {opening}}
     * @param neuron what is shown of a neuron: {@link PairsEvidence#values}, {@code {number}}, {@code {tab}}, {@code
     *     {opening}}
     * @param answer an example's answer; {@code {explanation}} if left out
     * @param opening the words that an explanation continues; empty if left out
     */
    public record Prompt(String system, String neuron, String answer, String opening) {

        public Prompt {
            opening = opening == null ? "" : opening;
        }

        ChatTemplates templates() {
            return ChatTemplates.parse(
                    "prompt",
                    system,
                    neuron,
                    answer,
                    Map.of("opening", opening),
                    PairsEvidence.PROBES.get(0).values().keySet());
        }
    }
}
