package dev.ganglion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.Simulation;
import dev.ganglion.events.Split;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorRecipesTest {

    private static final String HEAD = "name: mine\nservice: simulator\nmethod: token-lookup\n";

    @TempDir
    private Path directory;

    @Test
    void theShippedRecipeSimulatesTablesAndNothingElse() {
        // Given
        Recipe<Simulator> recipe =
                SimulatorRecipes.all(new UnconnectedModel()).select("token-lookup", Optional.empty());

        // When
        List<Simulation> ofTable = simulate(recipe, true);
        List<Simulation> ofWords = simulate(recipe, false);

        // Then
        assertThat(recipe.consumerGroup()).startsWith("simulator.token-lookup@");
        assertThat(ofTable).singleElement().satisfies(simulation -> {
            assertThat(simulation.simulator()).isEqualTo(recipe.ref());
            assertThat(simulation.excerpts()).hasSize(3);
        });
        assertThat(ofWords).isEmpty();
    }

    @Test
    void aRecipeOfOnesOwnSaysWhatItIsFor() throws IOException {
        // Given
        write(HEAD + "splits: [valid]\nexplainers: [token-lookup]\n");

        // When
        List<Simulation> simulations =
                simulate(SimulatorRecipes.all(new UnconnectedModel()).select("mine", Optional.of(directory)), true);

        // Then
        assertThat(simulations).singleElement().satisfies(simulation -> assertThat(simulation.excerpts())
                .extracting(Simulation.SimulatedExcerpt::split)
                .containsExactly(Split.VALID));
    }

    @Test
    void aTableIsNoTaskForWords() throws IOException {
        // Given
        write(HEAD + "kinds: [words]\n");

        // When, Then
        assertThatThrownBy(() -> SimulatorRecipes.all(new UnconnectedModel()).select("mine", Optional.of(directory)))
                .hasMessageEndingWith(
                        "mine.yaml: field \"kinds\": the method takes explanations of the kind token-table only");
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), text);
    }

    private static List<Simulation> simulate(Recipe<Simulator> recipe, boolean table) {
        return recipe.implementation()
                .simulate(table ? Explanations.table(7) : Explanations.words(7))
                .await()
                .indefinitely();
    }
}
