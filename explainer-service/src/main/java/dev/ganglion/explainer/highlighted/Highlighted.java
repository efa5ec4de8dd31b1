package dev.ganglion.explainer.highlighted;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.evidence.ExampleExcerpt;
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
 * The method {@code highlighted}: the model sees excerpts as running text, less than a third of the tokens of one with a token
 * on each line, in which the tokens with high activations are marked; it may think before it answers.
 */
public final class Highlighted implements Method<Highlighted.Parameters, Explainer> {

    private final LanguageModel model;

    public Highlighted(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "highlighted";
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
        double threshold = parameters.threshold();
        List<Example<MarkedExcerpts>> examples = parameters.examples().stream()
                .map(example -> new Example<>(MarkedExcerpts.of(example.excerpts(), threshold), example.explanation()))
                .toList();
        FewShotChat<MarkedExcerpts> chat = new FewShotChat<>(
                parameters.model(), parameters.prompt().templates(), examples, List.of(MarkedExcerpts.PROBE));
        return new WordsExplainer<>(
                recipe,
                model,
                parameters.asking(),
                ExplanationFormat.after(parameters.prompt().marker()),
                chat,
                record -> MarkedExcerpts.of(record, parameters.excerpts(), threshold));
    }

    /**
     * A recipe's fields.
     *
     * @param candidates explanations wanted of each neuron; 1 if left out
     * @param attempts until a malformed answer is final; 3 if left out
     * @param excerpts the most excerpts shown of a neuron; 5 if left out
     * @param threshold tokens are marked from this part of the neuron's maximum on, above 0, at most 1; 0.3 if left out
     * @param examples for the model to follow; none if left out
     */
    public record Parameters(
            ModelSettings model,
            Integer candidates,
            Integer attempts,
            Integer excerpts,
            Double threshold,
            Prompt prompt,
            List<MarkedExample> examples) {

        private static final int MOST_EXCERPTS = 20;

        public Parameters {
            Asking asking = Asking.of(model, candidates, attempts);
            candidates = asking.candidates();
            attempts = asking.attempts();
            excerpts = Fields.between("excerpts", excerpts, 5, 1, MOST_EXCERPTS);
            threshold = Fields.part("threshold", threshold, 0.3);
            if (threshold == 0) {
                throw new IllegalArgumentException("field \"threshold\" must be above 0");
            }
            Fields.needed("prompt", prompt);
            examples = examples == null ? List.of() : List.copyOf(examples);
        }

        Asking asking() {
            return new Asking(model, candidates, attempts);
        }
    }

    /** An example: a neuron's excerpts and what there is to say of them. */
    public record MarkedExample(List<ExampleExcerpt> excerpts, String explanation) {

        public MarkedExample {
            excerpts = ExampleExcerpt.checked(excerpts);
            Fields.needed("explanation", explanation);
        }
    }

    /**
     * Templates, all of which may use {@code {marker}}, {@code {open}} and {@code {close}}.
     *
     * @param system instructions
     * @param neuron what is shown of a neuron: {@code excerpts}, {@code {number}}, {@code {tab}}
     * @param answer an example's answer; marker and {@code {explanation}} if left out
     * @param marker begins the line with the explanation
     */
    public record Prompt(String system, String neuron, String answer, String marker) {

        public Prompt {
            Fields.needed("prompt.marker", marker);
            answer = answer == null ? "{marker} {explanation}" : answer;
        }

        ChatTemplates templates() {
            return ChatTemplates.parse(
                    "prompt",
                    system,
                    neuron,
                    answer,
                    Map.of("marker", marker, "open", MarkedExcerpts.OPEN, "close", MarkedExcerpts.CLOSE),
                    MarkedExcerpts.PROBE.values().keySet());
        }
    }
}
