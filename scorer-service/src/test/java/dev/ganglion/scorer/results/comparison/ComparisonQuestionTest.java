package dev.ganglion.scorer.results.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.RecipeFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonQuestionTest {

    private static final RecipeRef TERSE = new RecipeRef("terse", "aaaaaaaa00", "pairs");
    private static final RecipeRef NEWER_TERSE = new RecipeRef("terse", "aaaaaaab00", "pairs");
    private static final RecipeRef CHATTY = new RecipeRef("chatty", "cccccccc00", "pairs");
    private static final RecipeRef LOOKUP_EXPLAINER = new RecipeRef("token-lookup", "dddddddd00", "token-lookup");
    private static final RecipeRef LOOKUP = new RecipeRef("token-lookup", "eeeeeeee00", "token-lookup");
    private static final RecipeRef JSON = new RecipeRef("json", "ffffffff00", "json");
    private static final RecipeRef JUDGE = new RecipeRef("detection", "9999999900", "detection");

    private final List<Combination> known = new ArrayList<>();

    private void scored(RecipeRef explainer, RecipeRef simulator) {
        scored("demo", explainer, simulator, "1");
    }

    private void scored(String model, RecipeRef explainer, RecipeRef simulator, String scorer) {
        known.add(new Combination(
                model,
                explainer,
                simulator,
                scorer,
                simulator.equals(JUDGE) ? Measure.BALANCED_ACCURACY : Measure.CORRELATION));
    }

    private ComparedRecipes settle(String a, String b, Stage stage, String under, String model) {
        return new ComparisonQuestion(
                        RecipeFilter.parse(a),
                        RecipeFilter.parse(b),
                        stage,
                        under == null ? null : RecipeFilter.parse(under),
                        model,
                        null)
                .settle(known);
    }

    private ComparedRecipes settle(String a, String b) {
        return settle(a, b, null, null, null);
    }

    @Test
    void whatCanOnlyBeOneThingIsFoundOut() {
        // Given
        scored(TERSE, LOOKUP);
        scored(CHATTY, LOOKUP);
        scored(CHATTY, JSON);

        // When, Then
        assertThat(settle("terse", "chatty@cccccccc"))
                .isEqualTo(
                        new ComparedRecipes(Stage.EXPLAINER, "demo", TERSE, CHATTY, LOOKUP, "1", Measure.CORRELATION));
        assertThat(settle("token-lookup", "json"))
                .isEqualTo(
                        new ComparedRecipes(Stage.SIMULATOR, "demo", LOOKUP, JSON, CHATTY, "1", Measure.CORRELATION));
    }

    @Test
    void theStageOfANameOfBothIsThatOfTheOtherRecipe() {
        // Given
        scored(LOOKUP_EXPLAINER, LOOKUP);
        scored(TERSE, LOOKUP);

        // When, Then
        assertThat(settle("token-lookup", "terse").a()).isEqualTo(LOOKUP_EXPLAINER);
    }

    @Test
    void twoNamesOfBothStagesAreAskedAbout() {
        // Given
        RecipeRef jsonExplainer = new RecipeRef("json", "8888888800", "pairs");
        scored(LOOKUP_EXPLAINER, LOOKUP);
        scored(LOOKUP_EXPLAINER, JSON);
        scored(jsonExplainer, LOOKUP);

        // When, Then
        assertThatThrownBy(() -> settle("token-lookup", "json"))
                .isInstanceOf(UncomparableException.class)
                .hasMessageContaining("names of explainer recipes and of simulator recipes")
                .hasMessageContaining("stage");
        assertThat(settle("token-lookup", "json", Stage.EXPLAINER, null, null).b())
                .isEqualTo(jsonExplainer);
        assertThat(settle("token-lookup@eeeeeeee", "json").b()).isEqualTo(JSON);
    }

    @Test
    void aNameOfSeveralDigestsIsRefusedWithAllOfThem() {
        // Given
        scored(TERSE, LOOKUP);
        scored(NEWER_TERSE, LOOKUP);
        scored(CHATTY, LOOKUP);

        // When, Then
        assertThatThrownBy(() -> settle("terse", "chatty"))
                .hasMessage("terse may be terse@aaaaaaaa, terse@aaaaaaab: name one");
        assertThat(settle("terse@aaaaaaaa", "terse@aaaaaaab").b()).isEqualTo(NEWER_TERSE);
    }

    @Test
    void theSameRecipeTwiceIsRefused() {
        // Given
        scored(TERSE, LOOKUP);

        // When, Then
        assertThatThrownBy(() -> settle("terse", "terse@aaaaaaaa"))
                .hasMessage("terse (terse@aaaaaaaa) is named twice: a recipe can only be compared with another");
    }

    @Test
    void recipesOfDifferentStagesAreRefused() {
        // Given
        scored(TERSE, JSON);

        // When, Then
        assertThatThrownBy(() -> settle("terse", "json"))
                .hasMessage("terse is an explainer recipe and json is a simulator recipe:"
                        + " only two of one stage can be compared");
    }

    @Test
    void aRecipeWithoutScoresIsMissing() {
        // Given
        scored(TERSE, JSON);

        // When, Then
        assertThatThrownBy(() -> settle("terse", "nobody"))
                .isInstanceOfSatisfying(UncomparableException.class, refused -> assertThat(refused.isMissing())
                        .isTrue())
                .hasMessage("there are no scores of a recipe nobody");
    }

    @Test
    void severalModelsOrSharedRecipesAreAskedAbout() {
        // Given
        for (RecipeRef explainer : List.of(TERSE, CHATTY)) {
            scored("demo", explainer, LOOKUP, "1");
            scored("gpt2", explainer, LOOKUP, "1");
            scored("gpt2", explainer, JSON, "1");
        }

        // When, Then
        assertThatThrownBy(() -> settle("terse", "chatty"))
                .hasMessage("both have scores with more than one model, demo, gpt2: name one");
        assertThatThrownBy(() -> settle("terse", "chatty", null, null, "gpt2"))
                .hasMessage("both have scores with more than one simulator recipe, json@ffffffff,"
                        + " token-lookup@eeeeeeee: name one");
        assertThat(settle("terse", "chatty", null, "json", null).model()).isEqualTo("gpt2");
    }

    @Test
    void severalScorersAreAskedAbout() {
        // Given
        for (RecipeRef explainer : List.of(TERSE, CHATTY)) {
            scored("demo", explainer, LOOKUP, "1");
            scored("demo", explainer, LOOKUP, "2");
        }

        // When, Then
        assertThatThrownBy(() -> settle("terse", "chatty"))
                .hasMessage("both have scores with more than one scorer, 1, 2: name one");
    }

    @Test
    void oneRecipeUnderTwoNamesIsOne() {
        // Given
        scored(TERSE, JSON);
        scored(CHATTY, JSON);
        scored(CHATTY, new RecipeRef("renamed", JSON.digest(), "json"));
        scored(TERSE, new RecipeRef("renamed", JSON.digest(), "json"));

        // When, Then
        assertThat(settle("terse", "chatty").under()).isEqualTo(JSON);
    }

    @Test
    void whereNothingIsSharedItIsSaidWhatEachHas() {
        // Given
        scored(TERSE, JSON);
        scored(CHATTY, LOOKUP);

        // When, Then
        assertThatThrownBy(() -> settle("terse", "chatty"))
                .hasMessage("nothing was scored with both: terse@aaaaaaaa has scores with json@ffffffff on demo;"
                        + " chatty@cccccccc with token-lookup@eeeeeeee on demo");
    }

    @Test
    void aJudgeAndASimulatorMeasureDifferentThings() {
        // Given
        scored(TERSE, JUDGE);
        scored(TERSE, JSON);

        // When, Then
        assertThatThrownBy(() -> settle("json", "detection")).hasMessageContaining("measure different things");
    }

    @Test
    void explainersAreComparedByAJudgeToo() {
        // Given
        scored(TERSE, JUDGE);
        scored(CHATTY, JUDGE);

        // When, Then
        assertThat(settle("terse", "chatty").measure()).isEqualTo(Measure.BALANCED_ACCURACY);
    }
}
