package dev.ganglion.explainer.tokenspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.TokenTable;
import dev.ganglion.explainer.Chats;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.PlayedModel;
import dev.ganglion.explainer.RecipeFiles;
import dev.ganglion.explainer.RecordBuilder;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSpaceTest {

    private static final String PROMPT =
            """
            method: token-space
            prompt:
              system: Explain.
              neuron: "{#for token in tokens}[{token}]{/for} fires on"
              opening: fires on
            """;

    @TempDir
    private Path directory;

    private final PlayedModel model = new PlayedModel();

    @Test
    void tokensAreShownByMeanActivationWithoutNumbers() {
        // Given: means 1, 3, 2
        NeuronActivations record =
                record(List.of(" one", " three", " two"), new float[] {10, 9, 8}, List.of(10L, 3L, 4L));

        // When
        String question = question("", record);

        // Then
        assertThat(question).isEqualTo("[ three][ two][ one] fires on");
    }

    @Test
    void rareTokensAndThoseBelowZeroAreNotShown() {
        // Given
        NeuronActivations record =
                record(List.of(" rare", " silent", " common"), new float[] {50, -1, 10}, List.of(4L, 10L, 5L));

        // When
        String question = question("minimumCount: 5", record);

        // Then
        assertThat(question).isEqualTo("[ common] fires on");
    }

    @Test
    void tokensOfTheSameTextAreOne() {
        // Given
        NeuronActivations record = record(List.of(" a", " b", " a"), new float[] {2, 9, 2}, List.of(2L, 3L, 2L));

        // When
        String question = question("", record);

        // Then
        assertThat(question).isEqualTo("[ b][ a] fires on");
    }

    @Test
    void noMoreTokensAreShownThanTheRecipeSays() {
        // Given
        NeuronActivations record = record(List.of(" a", " b"), new float[] {9, 3}, List.of(3L, 3L));

        // When
        String question = question("tokens: 1", record);

        // Then
        assertThat(question).isEqualTo("[ a] fires on");
    }

    @Test
    void aNeuronWithoutSuchATokenIsNotAskedAbout() {
        // Given
        NeuronActivations record = record(List.of(" rare", " silent"), new float[] {9, 0}, List.of(1L, 9L));

        // When
        List<Explanation> explanations = RecipeFiles.explain(recipe(""), record);

        // Then
        assertThat(explanations).isEmpty();
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void theAnswerIsTheExplanation() {
        // Given
        model.says("fires on taxonomic ranks.");

        // When
        List<Explanation> explanations =
                RecipeFiles.explain(recipe(""), record(List.of(" genus"), new float[] {9}, List.of(3L)));

        // Then
        assertThat(explanations).extracting(Explanation::text).containsExactly("taxonomic ranks");
    }

    @Test
    void anExampleWithoutTokensIsRefused() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> recipe("examples: [{explanation: x}]"))
                .withMessageContaining("an example needs \"tokens\"");
    }

    private String question(String fields, NeuronActivations record) {
        return Chats.question(recipe(fields).implementation().preview(record).get(0));
    }

    private Recipe<Explainer> recipe(String fields) {
        return RecipeFiles.recipe(directory, model, PROMPT + fields + "\n");
    }

    private static NeuronActivations record(List<String> tokens, float[] sums, List<Long> counts) {
        return new RecordBuilder(5)
                .table(new TokenTable(tokens, ActivationValues.of(sums), counts, 0.01))
                .build();
    }
}
