package dev.ganglion.explainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerRecipesTest {

    @Test
    void everyFileThatIsShippedCanBeRun() throws IOException {
        // Given
        List<String> names;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/recipes"))) {
            names = files.map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
                    .toList();
        }

        // When, Then
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(ExplainerRecipes.all(new UnconnectedModel())
                        .select(name, Optional.empty())
                        .ref()
                        .name())
                .isEqualTo(name));
    }

    @Test
    void theShippedRecipeMakesOneExplanation() {
        // Given
        Recipe<Explainer> recipe =
                ExplainerRecipes.all(new UnconnectedModel()).select("token-lookup", Optional.empty());

        // When
        List<Explanation> explanations =
                recipe.implementation().explain(Neurons.genus(7)).await().indefinitely();

        // Then
        assertThat(recipe.consumerGroup()).startsWith("explainer.token-lookup@");
        assertThat(explanations).singleElement().satisfies(explanation -> assertThat(explanation.recipe())
                .isEqualTo(recipe.ref()));
    }

    @Test
    void theRecipeOfTheReadmeCanBeRun(@TempDir Path directory) throws IOException {
        // Given
        String readme = Files.readString(Path.of("README.md"));
        String recipe = readme.substring(readme.indexOf("```yaml") + 8);

        // When
        Files.writeString(directory.resolve("terse.yaml"), recipe.substring(0, recipe.indexOf("```")));
        Explainer explainer = ExplainerRecipes.all(new UnconnectedModel())
                .select("terse", Optional.of(directory))
                .implementation();

        // Then
        assertThat(explainer.preview(PaperNeurons.certainty())).hasSize(3);
    }
}
