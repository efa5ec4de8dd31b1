package dev.ganglion.explainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.model.UnconnectedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole prompts, word for word: whoever changes one sees it here. Run with {@code -Dprompts.write=true} to accept. */
class ShippedPromptsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/prompts");

    @ParameterizedTest
    @ValueSource(strings = {"token-activation-pairs", "token-space", "highlighted"})
    void theShippedRecipeAsksThis(String recipe) throws IOException {
        // Given
        Explainer explainer = ExplainerRecipes.all(new UnconnectedModel())
                .select(recipe, Optional.empty())
                .implementation();

        // When
        ModelRequest request = explainer.preview(PaperNeurons.certainty()).get(0);

        // Then
        Path golden = GOLDEN.resolve(recipe + ".txt");
        if (Boolean.getBoolean("prompts.write")) {
            Files.writeString(golden, Chats.text(request));
        }
        assertThat(Chats.text(request)).isEqualTo(Files.readString(golden));
    }
}
