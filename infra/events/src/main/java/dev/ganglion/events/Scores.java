package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Topic {@code scores}: how well one simulation matches.
 *
 * @param id {@link Identity#scores}
 * @param activations id of the neuron's record
 * @param explainer the recipe that explained
 * @param simulator the recipe that simulated
 * @param scorer version of the scoring code
 * @param scores for each split and selection of its excerpts; empty for a simulation by judgements
 * @param judgements how well its judgements match; null for simulated activations
 * @param explanationOf as in the simulation: the neuron whose explanation it is, if that is another; null for its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Scores(
        UUID id,
        NeuronId neuron,
        UUID activations,
        UUID explanation,
        UUID simulation,
        ExplanationKind kind,
        RecipeRef explainer,
        RecipeRef simulator,
        String scorer,
        List<SplitScores> scores,
        JudgementScores judgements,
        NeuronId explanationOf) {

    public Scores {
        Required.field("id", id);
        Required.field("neuron", neuron);
        Required.field("activations", activations);
        Required.field("explanation", explanation);
        Required.field("simulation", simulation);
        Required.field("kind", kind);
        Required.field("explainer", explainer);
        Required.field("simulator", simulator);
        Required.field("scorer", scorer);
        scores = Required.list("scores", scores);
        Required.that(
                !neuron.equals(explanationOf), "field \"explanationOf\" must be another neuron than field \"neuron\"");
    }

    /** Of the neuron's own explanation. */
    public Scores(
            UUID id,
            NeuronId neuron,
            UUID activations,
            UUID explanation,
            UUID simulation,
            ExplanationKind kind,
            RecipeRef explainer,
            RecipeRef simulator,
            String scorer,
            List<SplitScores> scores,
            JudgementScores judgements) {
        this(
                id,
                neuron,
                activations,
                explanation,
                simulation,
                kind,
                explainer,
                simulator,
                scorer,
                scores,
                judgements,
                null);
    }

    /** The scores of simulated activations. */
    public Scores(
            UUID id,
            NeuronId neuron,
            UUID activations,
            UUID explanation,
            UUID simulation,
            ExplanationKind kind,
            RecipeRef explainer,
            RecipeRef simulator,
            String scorer,
            List<SplitScores> scores) {
        this(id, neuron, activations, explanation, simulation, kind, explainer, simulator, scorer, scores, null);
    }

    /**
     * The same scores, said to be of this neuron's explanation.
     *
     * @param owner null for the neuron's own
     */
    public Scores ofExplanationOf(NeuronId owner) {
        return new Scores(
                id,
                neuron,
                activations,
                explanation,
                simulation,
                kind,
                explainer,
                simulator,
                scorer,
                scores,
                judgements,
                owner);
    }

    /** The scores of one split over these excerpts, if the event has them. */
    public Optional<SplitScores> on(Split split, ScoredOn excerpts) {
        return scores.stream()
                .filter(s -> s.split() == split && s.on() == excerpts)
                .findFirst();
    }

    /**
     * Three measures over the concatenated tokens of the same excerpts (paper, "Scoring explanations").
     *
     * @param excerpts how many
     * @param tokens how many positions counted
     * @param correlation Pearson's, −1 to 1
     * @param rSquared 1 − mean((actual − simulated)²) / mean(actual²): uncentred, at most 1
     * @param absoluteDeviationExplained 1 − mean|actual − simulated| / mean|actual|: at most 1
     * @param failures how many of these excerpts could not be simulated, and are not counted in {@code excerpts}; absent is 0
     * @param correlationInterval of {@code correlation}, over excerpts; null where that is undefined, on splits that are not
     *     reported, and from a scorer that knew no interval
     */
    public record SplitScores(
            Split split,
            ScoredOn on,
            int excerpts,
            int tokens,
            Score correlation,
            Score rSquared,
            Score absoluteDeviationExplained,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) Integer failures,
            @JsonInclude(JsonInclude.Include.NON_NULL) ConfidenceInterval correlationInterval) {

        public SplitScores {
            Required.field("split", split);
            Required.field("on", on);
            Required.that(excerpts >= 0 && tokens >= 0, "a score is over 0 or more excerpts and tokens");
            Required.field("correlation", correlation);
            Required.field("rSquared", rSquared);
            Required.field("absoluteDeviationExplained", absoluteDeviationExplained);
            failures = failures == null ? 0 : failures;
            Required.that(failures >= 0, "field \"failures\" must be 0 or more");
            Required.that(
                    correlationInterval == null || correlation.value() != null,
                    "field \"correlationInterval\" belongs to a \"correlation\" that has a value");
        }

        /** Scores without an interval. */
        public SplitScores(
                Split split,
                ScoredOn on,
                int excerpts,
                int tokens,
                Score correlation,
                Score rSquared,
                Score absoluteDeviationExplained,
                Integer failures) {
            this(split, on, excerpts, tokens, correlation, rSquared, absoluteDeviationExplained, failures, null);
        }

        /** Scores over excerpts of which none failed. */
        public SplitScores(
                Split split,
                ScoredOn on,
                int excerpts,
                int tokens,
                Score correlation,
                Score rSquared,
                Score absoluteDeviationExplained) {
            this(split, on, excerpts, tokens, correlation, rSquared, absoluteDeviationExplained, 0, null);
        }
    }
}
