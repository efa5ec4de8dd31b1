package dev.ganglion.simulator.judging;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.simulator.Scope;
import java.util.List;
import java.util.Set;

/**
 * What a recipe of the methods {@code detection} and {@code fuzzing} may say.
 *
 * @param kinds words, by default and at most
 * @param explainers names of explainer recipes; null for all
 * @param model which is asked
 * @param prompt what is said and asked
 * @param examples questions with their answers, put before the real one
 * @param batch the most excerpts in one question, 1 to 20
 * @param attempts how often a question is asked before its answer's format is a failure
 * @param probabilities whether the judge's probabilities are read from the written digits
 * @param firesFrom an excerpt fires, and a token is marked, from this share of the neuron's maximum
 * @param silentBelow an excerpt is silent below this share, at most {@code firesFrom}; what is between is not judged
 * @param most the most excerpts of either kind
 * @param atLeast how many of either kind there must be, or nothing is asked
 * @param hardNegatives the most silent excerpts that are judged because they hold tokens that the neuron fires on elsewhere
 */
public record JudgingParameters(
        List<ExplanationKind> kinds,
        List<String> explainers,
        ModelSettings model,
        Prompt prompt,
        List<Example> examples,
        Integer batch,
        Integer attempts,
        Boolean probabilities,
        Double firesFrom,
        Double silentBelow,
        Integer most,
        Integer atLeast,
        Integer hardNegatives) {

    /**
     * Neurons of an MLP are dense: three in four random excerpts take the demo's median neuron to a tenth of its maximum.
     * Lower thresholds would leave them without silent excerpts.
     */
    private static final double FIRES_FROM = 0.4;

    private static final double SILENT_BELOW = 0.3;

    private static final int LARGEST_BATCH = 20;
    private static final int MOST_ATTEMPTS = 10;
    /** As many as a record could ever offer. */
    private static final int MOST_EXCERPTS = 100;

    /** Tokens of an answer: a digit and a comma or bracket for each excerpt, and the bracket before. */
    private static final int TOKENS_PER_EXCERPT = 2;

    public JudgingParameters {
        require(model != null, "missing field \"model\"");
        require(prompt != null, "missing field \"prompt\"");
        examples = examples == null ? List.of() : List.copyOf(examples);
        batch = within("batch", batch, 5, 1, LARGEST_BATCH);
        attempts = within("attempts", attempts, 3, 1, MOST_ATTEMPTS);
        probabilities = probabilities != null && probabilities;
        firesFrom = firesFrom == null ? FIRES_FROM : firesFrom;
        silentBelow = silentBelow == null ? Math.min(SILENT_BELOW, firesFrom) : silentBelow;
        require(firesFrom > 0 && firesFrom <= 1, "field \"firesFrom\" must be above 0 and at most 1");
        require(
                silentBelow > 0 && silentBelow <= firesFrom,
                "field \"silentBelow\" must be above 0 and at most \"firesFrom\"");
        most = within("most", most, 25, 1, MOST_EXCERPTS);
        atLeast = within("atLeast", atLeast, 5, 1, most);
        hardNegatives = within("hardNegatives", hardNegatives, 5, 0, most);
        require(
                model.maxTokens() > TOKENS_PER_EXCERPT * batch,
                "field \"maxTokens\" in \"model\" must be above " + TOKENS_PER_EXCERPT * batch + ": an answer for "
                        + batch + " excerpts needs as many");
    }

    /**
     * @param system the judge's instructions, a template without values
     * @param user one question, a template of {@code explanation}, {@code excerpts} (each with {@code number} and {@code
     *     text}) and {@code count}
     */
    public record Prompt(String system, String user) {

        public Prompt {
            require(system != null && !system.isBlank(), "missing field \"system\" in \"prompt\": the instructions");
            require(user != null && !user.isBlank(), "missing field \"user\" in \"prompt\": the question");
        }
    }

    /**
     * A question that has its answer.
     *
     * @param explanation as it would be given
     * @param excerpts as they would be shown
     * @param answers 1 for each excerpt of which the explanation is right, 0 for the others
     */
    public record Example(String explanation, List<String> excerpts, List<Integer> answers) {

        public Example {
            require(explanation != null, "missing field \"explanation\" in \"examples\"");
            require(excerpts != null && !excerpts.isEmpty(), "missing field \"excerpts\" in \"examples\"");
            require(answers != null, "missing field \"answers\" in \"examples\"");
            require(
                    answers.size() == excerpts.size() && Set.of(0, 1).containsAll(answers),
                    "field \"answers\" in \"examples\" must hold a 0 or a 1 for each excerpt");
            excerpts = List.copyOf(excerpts);
            answers = List.copyOf(answers);
        }
    }

    Scope scope() {
        return Scope.of(kinds, explainers, null, Set.of(ExplanationKind.WORDS));
    }

    private static int within(String field, Integer value, int otherwise, int least, int most) {
        int given = value == null ? Math.min(otherwise, most) : value;
        require(given >= least && given <= most, "field \"" + field + "\" must be " + least + " to " + most);
        return given;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
