package dev.ganglion.explainer.tokenspace;

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
 * The method {@code token-space} (paper, "Token-based prediction": explaining the lookup table): the model sees the tokens
 * on which the neuron is most active on average, and nothing of what stands around them.
 */
public final class TokenSpace implements Method<TokenSpace.Parameters, Explainer> {

    private final LanguageModel model;

    public TokenSpace(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "token-space";
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
        List<Example<TokenList>> examples = parameters.examples().stream()
                .map(example -> new Example<>(TokenList.of(example.tokens()), example.explanation()))
                .toList();
        FewShotChat<TokenList> chat = new FewShotChat<>(
                parameters.model(), parameters.prompt().templates(), examples, List.of(TokenList.PROBE));
        return new WordsExplainer<>(
                recipe,
                model,
                parameters.asking(),
                ExplanationFormat.continuing(parameters.prompt().opening()),
                chat,
                record -> TokenList.of(record, parameters.tokens(), parameters.minimumCount()));
    }

    /**
     * A recipe's fields.
     *
     * @param candidates explanations wanted of each neuron; 1 if left out
     * @param attempts until a malformed answer is final; 3 if left out
     * @param tokens the most tokens shown; 50 if left out
     * @param minimumCount tokens that occur less often in the corpus are passed over; 3 if left out
     * @param examples for the model to follow; none if left out
     */
    public record Parameters(
            ModelSettings model,
            Integer candidates,
            Integer attempts,
            Integer tokens,
            Integer minimumCount,
            Prompt prompt,
            List<TokensExample> examples) {

        private static final int MOST_TOKENS = 500;

        public Parameters {
            Asking asking = Asking.of(model, candidates, attempts);
            candidates = asking.candidates();
            attempts = asking.attempts();
            tokens = Fields.between("tokens", tokens, 50, 1, MOST_TOKENS);
            minimumCount = Fields.between("minimumCount", minimumCount, 3, 1, Integer.MAX_VALUE);
            Fields.needed("prompt", prompt);
            examples = examples == null ? List.of() : List.copyOf(examples);
        }

        Asking asking() {
            return new Asking(model, candidates, attempts);
        }
    }

    /** An example: a neuron's tokens and what there is to say of them. */
    public record TokensExample(List<String> tokens, String explanation) {

        public TokensExample {
            if (tokens == null || tokens.isEmpty()) {
                throw new IllegalArgumentException("an example needs \"tokens\"");
            }
            tokens = List.copyOf(tokens);
            Fields.needed("explanation", explanation);
        }
    }

    /**
     * Templates.
     *
     * @param system instructions; it may use {@code {opening}}
     * @param neuron what is shown of a neuron: {@code tokens}, {@code {number}}, {@code {tab}}, {@code {opening}}
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
                    TokenList.PROBE.values().keySet());
        }
    }
}
