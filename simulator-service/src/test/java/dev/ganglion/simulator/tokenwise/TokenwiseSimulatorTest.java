package dev.ganglion.simulator.tokenwise;

import static dev.ganglion.events.ExcerptSet.QUANTILE;
import static dev.ganglion.events.ExcerptSet.RANDOM;
import static dev.ganglion.events.ExcerptSet.TOP;
import static dev.ganglion.events.Split.CALIBRATION;
import static dev.ganglion.events.Split.NONE;
import static dev.ganglion.events.Split.TEST;
import static dev.ganglion.events.Split.VALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationScale;
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
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.RefusedException;
import dev.ganglion.simulator.Explanations;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TokenwiseSimulatorTest {

    private static final RecipeRef RECIPE = new RecipeRef("mine", "1a2b3c4d5e6f", "json");
    private static final ModelSettings MODEL = new ModelSettings("m", null, null, 10, 1000, null, null);

    private final List<String> asked = new ArrayList<>();

    @Test
    void topAndRandomExcerptsOfTheRecipesSplitsAreAskedAbout() {
        // Given: quantile excerpts are for judging
        Explanation explanation = Explanations.words(List.of(
                excerpt(1, TOP, CALIBRATION),
                excerpt(2, TOP, VALID),
                excerpt(3, TOP, TEST),
                excerpt(4, RANDOM, VALID),
                excerpt(5, QUANTILE, VALID),
                excerpt(6, QUANTILE, NONE),
                excerpt(7, RANDOM, NONE)));

        // When
        Simulation simulation = simulate(Calibration.NONE, explanation, this::tens);

        // Then
        assertThat(asked).containsExactly("4/1", "4/2", "4/4");
        assertThat(simulation.excerpts()).extracting(SimulatedExcerpt::id).containsExactly("4/1", "4/2", "4/4");
        assertThat(simulation.id()).isEqualTo(Identity.simulation(explanation.id(), RECIPE.digest()));
        assertThat(simulation.explanationText()).isEqualTo(explanation.text());
        assertThat(simulation.simulator()).isEqualTo(RECIPE);
        assertThat(simulation.scale()).isEqualTo(ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS);
    }

    @Test
    void aTokenTableIsNotTaken() {
        // When
        List<Simulation> simulations = simulator(Calibration.NONE, null, this::tens)
                .simulate(Explanations.table(7))
                .await()
                .indefinitely();

        // Then
        assertThat(simulations).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutANeuronThatNeverFires() {
        // Given
        Explanation fires = Explanations.words(List.of(excerpt(1, TOP, VALID)));
        Explanation silent = new Explanation(
                fires.id(),
                fires.neuron(),
                fires.activations(),
                fires.recipe(),
                0,
                null,
                fires.kind(),
                fires.text(),
                null,
                0,
                fires.heldOut());

        // When
        Simulation simulation = simulate(Calibration.NONE, silent, this::tens);

        // Then
        assertThat(asked).isEmpty();
        assertThat(simulation.excerpts()).isEmpty();
        assertThat(simulation.failures()).isEmpty();
    }

    @Test
    void anExcerptThatCannotBeSimulatedIsLeftOutAndListed() {
        // Given
        Explanation explanation = Explanations.words(
                List.of(excerpt(1, TOP, VALID), excerpt(2, RANDOM, VALID), excerpt(3, TOP, CALIBRATION)));

        // When
        Simulation simulation = simulate(Calibration.NONE, explanation, excerpt -> switch (excerpt.id()) {
            case "4/2" -> Uni.createFrom().failure(new FormatFailureException("not JSON"));
            case "4/3" -> throw new RefusedException("too long");
            default -> tens(excerpt);
        });

        // Then
        assertThat(simulation.excerpts()).extracting(SimulatedExcerpt::id).containsExactly("4/1");
        assertThat(simulation.failures())
                .containsExactly(
                        new FailedExcerpt("4/2", RANDOM, VALID, "not JSON"),
                        new FailedExcerpt("4/3", TOP, CALIBRATION, "too long"));
    }

    @Test
    void withoutAnyExcerptOfValidThereIsNoSimulation() {
        // Given
        Explanation explanation = Explanations.words(
                List.of(excerpt(1, TOP, VALID), excerpt(2, RANDOM, VALID), excerpt(3, TOP, CALIBRATION)));

        // When, Then
        assertThatThrownBy(() -> simulate(
                        Calibration.NONE,
                        explanation,
                        excerpt -> excerpt.split() == VALID
                                ? Uni.createFrom().failure(new FormatFailureException("the answer is empty"))
                                : tens(excerpt)))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("none of the 2 excerpts that the score is over could be simulated;"
                        + " excerpt 4/1: the answer is empty");
    }

    @Test
    void aFaultThatIsNoAnswersFaultIsPassedOn() {
        // Given
        Explanation explanation = Explanations.words(List.of(excerpt(1, TOP, VALID), excerpt(2, TOP, VALID)));

        // When, Then
        assertThatThrownBy(() -> simulate(
                        Calibration.NONE,
                        explanation,
                        excerpt -> excerpt.id().equals("4/2")
                                ? Uni.createFrom().failure(new IllegalStateException("no database"))
                                : tens(excerpt)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no database");
    }

    @Test
    void calibrationIsAppliedToWhatItWasNotLearntOn() {
        // Given: actual = 0.1 · simulated + 0.5 on calibration, and position 0 counts for nothing
        Explanation explanation = Explanations.words(List.of(
                excerpt(1, TOP, CALIBRATION, 99, 0.5f, 1.5f),
                excerpt(2, RANDOM, CALIBRATION, -99, 0.7f, 0.9f),
                excerpt(3, TOP, VALID, 0, 3, 3)));
        Map<String, float[]> simulated = Map.of(
                "4/1", new float[] {5, 0, 10},
                "4/2", new float[] {5, 2, 4},
                "4/3", new float[] {0, 1, 10});

        // When
        Simulation simulation = simulate(Calibration.LINEAR, explanation, excerpt -> Uni.createFrom()
                .item(ActivationValues.of(simulated.get(excerpt.id()))));

        // Then: the others are in the neuron's unit, of which 10 is the maximum, 3.5
        assertThat(simulation.scale()).isEqualTo(ActivationScale.NEURON_ACTIVATIONS);
        assertThat(simulation.excerpts())
                .extracting(SimulatedExcerpt::simulated)
                .containsExactly(
                        ActivationValues.of(1.75f, 0, 3.5f),
                        ActivationValues.of(1.75f, 0.7f, 1.4f),
                        ActivationValues.of(0.5f, 0.6f, 1.5f));
    }

    @Test
    void whereNothingCanBeLearntTheScaleSaysThatNothingIsCalibrated() {
        // Given
        Explanation constant = Explanations.words(List.of(
                excerpt(1, TOP, CALIBRATION, 0, 1, 2),
                excerpt(2, RANDOM, CALIBRATION, 0, 1, 2),
                excerpt(3, TOP, VALID, 0, 1, 2)));
        Explanation tooFew =
                Explanations.words(List.of(excerpt(1, TOP, CALIBRATION, 0, 1, 2), excerpt(3, TOP, VALID, 0, 1, 2)));

        // When
        Simulation ofConstant = simulate(Calibration.PERCENTILE, constant, this::tens);
        Simulation ofTooFew =
                simulate(Calibration.LINEAR, tooFew, excerpt -> Uni.createFrom().item(ActivationValues.of(1, 2, 3)));

        // Then
        assertThat(ofConstant.scale()).isEqualTo(ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS);
        assertThat(ofConstant.excerpts()).hasSize(3).allSatisfy(excerpt -> assertThat(excerpt.simulated())
                .isEqualTo(ActivationValues.of(10, 10, 10)));
        assertThat(ofTooFew.scale()).isEqualTo(ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS);
    }

    @Test
    void anExplanationWithoutExcerptsHasASimulationWithout() {
        assertThat(simulate(Calibration.LINEAR, Explanations.words(List.of()), this::tens)
                        .excerpts())
                .isEmpty();
    }

    @Test
    void fieldsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> TokenwiseFields.of(null, null, null, null, 3, null))
                .hasMessage("missing field \"model\"");
        assertThatThrownBy(() -> TokenwiseFields.of(null, null, null, MODEL, 0, null))
                .hasMessage("field \"attempts\" must be 1 to 10");
        assertThatThrownBy(() -> TokenwiseFields.of(null, null, List.of(VALID, NONE), MODEL, 3, null))
                .hasMessage("field \"splits\": no score is over the excerpts of none");
        assertThatThrownBy(() -> TokenwiseFields.of(null, null, List.of(VALID), MODEL, 3, Calibration.LINEAR))
                .hasMessage(
                        "field \"calibration\": it is learnt from the split calibration, which \"splits\" must name");
    }

    private Uni<ActivationValues> tens(Excerpt excerpt) {
        return Uni.createFrom().item(ActivationValues.of(10, 10, 10));
    }

    private static Excerpt excerpt(int ordinal, ExcerptSet set, Split split) {
        return excerpt(ordinal, set, split, 0, 0, 3.5f);
    }

    private static Excerpt excerpt(int ordinal, ExcerptSet set, Split split, float... activations) {
        return Explanations.excerpt(ordinal, set, split, List.of("A", " pier", "."), activations);
    }

    private Simulation simulate(
            Calibration calibration, Explanation explanation, Function<Excerpt, Uni<ActivationValues>> answer) {
        return simulator(calibration, null, answer)
                .simulate(explanation)
                .await()
                .indefinitely()
                .get(0);
    }

    private TokenwiseSimulator simulator(
            Calibration calibration, List<Split> splits, Function<Excerpt, Uni<ActivationValues>> answer) {
        return new TokenwiseSimulator(
                RECIPE, TokenwiseFields.of(null, null, splits, MODEL, 3, calibration), new ExcerptSimulator() {
                    @Override
                    public List<ModelRequest> requests(Explanation explanation, Excerpt excerpt) {
                        return List.of();
                    }

                    @Override
                    public Uni<ActivationValues> simulate(Explanation explanation, Excerpt excerpt) {
                        asked.add(excerpt.id());
                        return answer.apply(excerpt);
                    }
                });
    }
}
