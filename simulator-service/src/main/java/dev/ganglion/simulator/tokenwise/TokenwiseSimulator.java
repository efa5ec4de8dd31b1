package dev.ganglion.simulator.tokenwise;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.llm.model.UnanswerableException;
import dev.ganglion.simulator.Scope;
import dev.ganglion.simulator.Simulator;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;

/**
 * Simulates an explanation excerpt by excerpt. Top and random excerpts are simulated, since scores are over these; those
 * of lower quantiles are for judging, and nobody pays for them here.
 *
 * <p>An excerpt that cannot be simulated is left out and listed as a failure; if that is all of those that the score is
 * over, the explanation cannot be simulated. Nobody is asked about a neuron that never fires: it has no scores.
 */
public final class TokenwiseSimulator implements Simulator {

    private final RecipeRef recipe;
    private final Scope scope;
    private final Calibration calibration;
    private final ExcerptSimulator simulator;

    public TokenwiseSimulator(RecipeRef recipe, TokenwiseFields fields, ExcerptSimulator simulator) {
        this.recipe = recipe;
        this.scope = fields.scope();
        this.calibration = fields.calibration();
        this.simulator = simulator;
    }

    @Override
    public Uni<List<Simulation>> simulate(Explanation explanation) {
        if (!scope.takes(explanation)) {
            return Uni.createFrom().item(List.of());
        }
        List<Excerpt> excerpts = excerpts(explanation);
        if (excerpts.isEmpty()) {
            return Uni.createFrom().item(List.of(simulation(explanation, List.of())));
        }
        return Uni.join()
                .all(excerpts.stream()
                        .map(excerpt -> outcome(explanation, excerpt))
                        .toList())
                .andFailFast()
                .map(outcomes -> List.of(simulation(explanation, outcomes)));
    }

    @Override
    public List<ModelRequest> preview(Explanation explanation) {
        if (!scope.takes(explanation)) {
            return List.of();
        }
        return excerpts(explanation).stream()
                .flatMap(excerpt -> simulator.requests(explanation, excerpt).stream())
                .toList();
    }

    private List<Excerpt> excerpts(Explanation explanation) {
        return explanation.maximum() <= 0
                ? List.of()
                : scope.excerpts(explanation).stream()
                        .filter(excerpt -> excerpt.set() == ExcerptSet.TOP || excerpt.set() == ExcerptSet.RANDOM)
                        .filter(excerpt -> excerpt.tokens().size() > Excerpt.FIRST_COUNTED)
                        .toList();
    }

    private Uni<Outcome> outcome(Explanation explanation, Excerpt excerpt) {
        return Uni.createFrom()
                .deferred(() -> simulator.simulate(explanation, excerpt))
                .map(activations -> new Outcome(excerpt, activations, null))
                .onFailure(UnanswerableException.class)
                .recoverWithItem(failure -> new Outcome(excerpt, null, failure));
    }

    private Simulation simulation(Explanation explanation, List<Outcome> outcomes) {
        checkThatSomeSucceeded(outcomes);
        CalibratedExcerpts calibrated = CalibratedExcerpts.of(
                calibration,
                outcomes.stream()
                        .map(Outcome::simulated)
                        .filter(Objects::nonNull)
                        .toList(),
                explanation.maximum());
        return new Simulation(
                Identity.simulation(explanation.id(), recipe.digest()),
                explanation.neuron(),
                explanation.activations(),
                explanation.id(),
                explanation.kind(),
                explanation.text(),
                explanation.recipe(),
                recipe,
                calibrated.scale(),
                explanation.maximum(),
                calibrated.excerpts(),
                null,
                outcomes.stream().map(Outcome::failed).filter(Objects::nonNull).toList());
    }

    private void checkThatSomeSucceeded(List<Outcome> outcomes) {
        List<Outcome> scored = scope.splits().contains(Split.VALID)
                ? outcomes.stream()
                        .filter(outcome -> outcome.excerpt().split() == Split.VALID)
                        .toList()
                : outcomes;
        if (scored.isEmpty() || scored.stream().anyMatch(outcome -> outcome.failure() == null)) {
            return;
        }
        UnanswerableException first = scored.get(0).failure();
        String sentence =
                "none of the " + scored.size() + " excerpts that the score is over could be simulated; excerpt "
                        + scored.get(0).excerpt().id() + ": " + first.getMessage();
        throw first instanceof RefusedException ? new RefusedException(sentence) : new FormatFailureException(sentence);
    }

    /**
     * @param activations null if it failed
     * @param failure null if it did not
     */
    private record Outcome(Excerpt excerpt, ActivationValues activations, UnanswerableException failure) {

        SimulatedExcerpt simulated() {
            return failure != null
                    ? null
                    : new SimulatedExcerpt(
                            excerpt.id(), excerpt.set(), excerpt.split(), excerpt.activations(), activations);
        }

        FailedExcerpt failed() {
            return failure == null
                    ? null
                    : new FailedExcerpt(excerpt.id(), excerpt.set(), excerpt.split(), failure.getMessage());
        }
    }
}
