package dev.ganglion.simulator.tokenlookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.TokenMeans;
import dev.ganglion.simulator.Explanations;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenLookupSimulatorTest {

    private static final RecipeRef RECIPE = new RecipeRef("token-lookup", "1a2b3c4d5e6f", "token-lookup");

    private final TokenLookupSimulator simulator = new TokenLookupSimulator(RECIPE);

    @Test
    void eachTokenIsExpectedToFireTheNeuronAsItDoesOnAverage() {
        // Given
        Explanation explanation = Explanations.table(7, Explanations.GENUS, " genus", " of", " genus");

        // When
        Simulation simulation = simulator.simulate(explanation, explanation.heldOut());

        // Then
        assertThat(simulation.excerpts()).hasSize(4).allSatisfy(excerpt -> assertThat(excerpt.simulated())
                .isEqualTo(ActivationValues.of(3.2f, -0.1f, 3.2f)));
        assertThat(simulation.scale()).isEqualTo(ActivationScale.NEURON_ACTIVATIONS);
    }

    @Test
    void aTokenThatIsNotInTheTableGetsWhatTheTableSaysOfOthers() {
        // Given: a space or a capital makes another token, and so do bytes
        Explanation explanation =
                Explanations.table(7, Explanations.GENUS, "genus", " Genus", "", "bytes:\\xe2\\x80", "\u0000");

        // When
        Simulation simulation = simulator.simulate(explanation, explanation.heldOut());

        // Then
        assertThat(simulation.excerpts().get(0).simulated())
                .isEqualTo(ActivationValues.of(-0.05f, -0.05f, -0.05f, -0.05f, -0.05f));
    }

    @Test
    void anEmptyTableSaysTheSameOfEveryToken() {
        // Given
        TokenMeans empty = new TokenMeans(List.of(), ActivationValues.of(new float[0]), 0.25);
        Explanation explanation = Explanations.table(7, empty, "a", "b");

        // When
        Simulation simulation = simulator.simulate(explanation, explanation.heldOut());

        // Then
        assertThat(simulation.excerpts().get(0).simulated()).isEqualTo(ActivationValues.of(0.25f, 0.25f));
    }

    @Test
    void theSimulationStandsBesideWhatReallyHappened() {
        // Given
        Explanation explanation = Explanations.table(7);

        // When
        Simulation simulation = simulator.simulate(explanation, explanation.heldOut());

        // Then
        assertThat(simulation.excerpts()).zipSatisfy(explanation.heldOut(), (simulated, excerpt) -> {
            assertThat(simulated.id()).isEqualTo(excerpt.id());
            assertThat(simulated.set()).isEqualTo(excerpt.set());
            assertThat(simulated.split()).isEqualTo(excerpt.split());
            assertThat(simulated.actual()).isEqualTo(excerpt.activations());
        });
    }

    @Test
    void itIsNamedByExplanationAndRecipe() {
        // Given
        Explanation explanation = Explanations.table(7);

        // When
        Simulation simulation = simulator.simulate(explanation, explanation.heldOut());

        // Then
        assertThat(simulation.id()).isEqualTo(Identity.simulation(explanation.id(), RECIPE.digest()));
        assertThat(simulation.explanation()).isEqualTo(explanation.id());
        assertThat(simulation.explanationText()).isEqualTo(explanation.text());
        assertThat(simulation.explainer()).isEqualTo(explanation.recipe());
        assertThat(simulation.simulator()).isEqualTo(RECIPE);
        assertThat(simulation.activations()).isEqualTo(explanation.activations());
        assertThat(simulation.neuron()).isEqualTo(explanation.neuron());
        assertThat(simulation.maximum()).isEqualTo(3.5);
        assertThat(simulation).isEqualTo(simulator.simulate(explanation, explanation.heldOut()));
    }

    @Test
    void anExplanationWithoutExcerptsHasASimulationWithout() {
        // When
        Simulation simulation = simulator.simulate(Explanations.table(7), List.of());

        // Then
        assertThat(simulation.excerpts()).isEmpty();
    }

    @Test
    void aTableBeyondWhatAnActivationCanBeIsRefused() {
        // Given
        TokenMeans beyond = new TokenMeans(List.of(), ActivationValues.of(new float[0]), 1e300);
        Explanation explanation = Explanations.table(7, beyond, "a");

        // When, Then
        assertThatThrownBy(() -> simulator.simulate(explanation, explanation.heldOut()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
