package dev.ganglion.llm.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.llm.recipe.Recipes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeReplayTest {

    private final Recipes<String> recipes = new Recipes<>("simulator", RecipeReplayTest.class, List.of(), List.of());
    private final RecipeReplay<String> service = new RecipeReplay<>(
            "simulator",
            "explanations",
            name -> recipes.select(name, Optional.empty()),
            (recipe, replay, event) -> Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"by-hand", "By Hand"})
    void aRecipeThatIsNotThereIsRefusedAsReplaysAreRefused(String recipe) {
        assertThatThrownBy(() -> service.pinned(recipe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(recipe);
    }
}
