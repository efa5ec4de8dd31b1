package dev.ganglion.llm.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private static final String RECIPE = "name: a\nmodel:\n  name: ${LLM_MODEL:gpt-4o-mini}\n";

    @Test
    void theModelsNameComesFromTheEnvironmentOrElseFromTheRecipe() {
        // When
        String byDefault = Placeholders.fill("a.yaml", RECIPE, Map.of());
        String chosen = Placeholders.fill("a.yaml", RECIPE, Map.of("LLM_MODEL", "llama3.1:8b"));

        // Then
        assertThat(byDefault).isEqualTo("name: a\nmodel:\n  name: gpt-4o-mini\n");
        assertThat(chosen).isEqualTo("name: a\nmodel:\n  name: llama3.1:8b\n");
    }

    @Test
    void noOtherVariableCanBePublishedWithARecipe() {
        assertThatThrownBy(() -> Placeholders.fill(
                        "a.yaml", "name: a\nnote: ${OPENAI_API_KEY}\n", Map.of("OPENAI_API_KEY", "sk-secret")))
                .hasMessage("a.yaml, line 2: only ${LLM_MODEL} can be filled in");
    }

    @Test
    void aValueThatIsNoModelsNameCannotChangeTheRecipe() {
        assertThatThrownBy(() -> Placeholders.fill("a.yaml", RECIPE, Map.of("LLM_MODEL", "x\nmethod: other")))
                .hasMessage("a.yaml, line 3: LLM_MODEL is no model's name");
    }
}
