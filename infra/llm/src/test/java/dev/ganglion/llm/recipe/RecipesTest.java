package dev.ganglion.llm.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.llm.recipe.SentencesMethod.Parameters;
import dev.ganglion.llm.recipe.SentencesMethod.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {

    private static final String TERSE =
            """
            name: terse
            service: explainer
            method: sentences
            """;

    @TempDir
    private Path directory;

    @Test
    void aShippedRecipeIsFoundByItsNameAndFilledWithDefaults() {
        // When
        Recipe<Sentences> recipe = recipes(1).select("plain", Optional.empty());

        // Then
        assertThat(recipe.ref().name()).isEqualTo("plain");
        assertThat(recipe.ref().method()).isEqualTo("sentences");
        assertThat(recipe.ref().digest()).matches("[0-9a-f]{64}");
        assertThat(recipe.text()).startsWith("# The recipe that comes with the service.");
        assertThat(recipe.implementation().recipe()).isEqualTo(recipe.ref());
        assertThat(recipe.implementation().parameters()).isEqualTo(new Parameters(5, 0, false, null, null, null));
    }

    @Test
    void theConsumerGroupIsNamedByServiceAndRecipe() {
        // When
        Recipe<Sentences> recipe = recipes(1).select("plain", Optional.empty());

        // Then
        assertThat(recipe.consumerGroup())
                .isEqualTo("explainer.plain@" + recipe.ref().digest().substring(0, 8));
    }

    @Test
    void whatIsPublishedIsTheFileWordForWord() throws IOException {
        // Given
        write("terse.yaml", TERSE + "# why not\n");

        // When
        Recipe<Sentences> recipe = recipes(1).select("terse", Optional.of(directory));

        // Then
        assertThat(recipe.published().service()).isEqualTo("explainer");
        assertThat(recipe.published().recipe()).isEqualTo(recipe.ref());
        assertThat(recipe.published().text()).isEqualTo(TERSE + "# why not\n");
    }

    @Test
    void parametersOfEveryTypeAreRead() throws IOException {
        // Given
        write(
                "terse.yaml",
                TERSE
                        + """
                        examples: 3
                        temperature: 0.5
                        shout: true
                        kinds: [words, token-table]
                        words: ["1", no, "true"]
                        prompt:
                          user: |
                            What fires it?
                          few-shot: [one]
                        """);

        // When
        Parameters parameters = recipes(1)
                .select("terse", Optional.of(directory))
                .implementation()
                .parameters();

        // Then
        assertThat(parameters)
                .isEqualTo(new Parameters(
                        3,
                        0.5,
                        true,
                        List.of(ExplanationKind.WORDS, ExplanationKind.TOKEN_TABLE),
                        List.of("1", "no", "true"),
                        new SentencesMethod.Prompt(List.of("one"), "What fires it?\n")));
    }

    @Test
    void theOperatorsRecipeWinsOverTheShippedOneOfTheSameName() throws IOException {
        // Given
        write("mine.yml", "name: plain\nservice: explainer\nmethod: sentences\nexamples: 7\n");

        // When
        Recipe<Sentences> recipe = recipes(1).select("plain", Optional.of(directory));

        // Then
        assertThat(recipe.implementation().parameters().examples()).isEqualTo(7);
    }

    @Test
    void aDigestSelectsThatContentWhereverItIs() throws IOException {
        // Given
        Recipe<Sentences> shipped = recipes(1).select("plain", Optional.empty());
        write("mine.yml", "name: plain\nservice: explainer\nmethod: sentences\nexamples: 7\n");
        Recipe<Sentences> mounted = recipes(1).select("plain", Optional.of(directory));

        // When
        Recipe<Sentences> first = recipes(1).select(shipped.ref().pinned(), Optional.of(directory));
        Recipe<Sentences> second = recipes(1).select("plain@" + mounted.ref().digest(), Optional.of(directory));

        // Then
        assertThat(first.ref()).isEqualTo(shipped.ref());
        assertThat(second.ref()).isEqualTo(mounted.ref());
    }

    @Test
    void twoFilesThatSayTheSameAreOneRecipe() throws IOException {
        // Given
        write("a.yaml", TERSE);
        write("b.yaml", "# a copy\n" + TERSE);

        // When
        Recipe<Sentences> recipe = recipes(1).select("terse", Optional.of(directory));

        // Then
        assertThat(recipe.ref().name()).isEqualTo("terse");
    }

    @Test
    void twoDifferentFilesOfOneNameHaveToBeToldApart() throws IOException {
        // Given
        write("a.yaml", TERSE);
        write("b.yaml", TERSE + "examples: 2\n");

        // When, Then
        assertThatThrownBy(() -> recipes(1).select("terse", Optional.of(directory)))
                .isInstanceOf(RecipeException.class)
                .hasMessageStartingWith("several explainer recipes are named \"terse\": terse@")
                .hasMessageContaining("a.yaml")
                .hasMessageContaining("b.yaml")
                .hasMessageEndingWith("; remove all but one, or select one by NAME@DIGEST");
    }

    @Test
    void recipesOfOtherServicesAndOtherFilesArePassedOver() throws IOException {
        // Given
        write("terse.yaml", TERSE);
        write("terse-simulator.yaml", "name: terse\nservice: simulator\nmethod: tea-leaves\n");
        write("README.md", "no recipe");
        write(".terse.yaml", "{{{");
        Files.createDirectory(directory.resolve("old.yaml"));

        // When
        Recipe<Sentences> recipe = recipes(1).select("terse", Optional.of(directory));

        // Then
        assertThat(recipe.service()).isEqualTo("explainer");
    }

    @Test
    void aRecipeThatNobodyHasIsRefusedWithTheNamesOfThoseThereAre() throws IOException {
        // Given
        write("terse.yaml", TERSE);

        // When, Then
        assertThatThrownBy(() -> recipes(1).select("verbose", Optional.of(directory)))
                .hasMessage("no explainer recipe is named \"verbose\"; there are: plain, terse");
    }

    @Test
    void aDigestThatNobodyHasIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> recipes(1).select("plain@00000000", Optional.empty()))
                .hasMessageStartingWith("no explainer recipe \"plain\" has the digest 00000000; there are: plain@");
    }

    @Test
    void aSelectionThatIsNoNameIsRefused() {
        for (String selection : List.of("", "Terse", "plain@", "plain@12", "plain@1a2b3c4g", "../plain", "a b")) {
            assertThatThrownBy(() -> recipes(1).select(selection, Optional.empty()))
                    .isInstanceOf(RecipeException.class)
                    .hasMessageContaining("write NAME or NAME@DIGEST");
        }
    }

    @Test
    void aDirectoryThatIsNoneIsRefused() {
        assertThatThrownBy(() -> recipes(1).select("plain", Optional.of(directory.resolve("none"))))
                .isInstanceOf(RecipeException.class)
                .hasMessageStartingWith("RECIPES_DIR: ")
                .hasMessageEndingWith("none is not a directory");
    }

    @Test
    void anotherVersionOfTheMethodsCodeIsAnotherRecipe() {
        // When
        String before = recipes(1).select("plain", Optional.empty()).ref().digest();
        String after = recipes(2).select("plain", Optional.empty()).ref().digest();

        // Then
        assertThat(after).isNotEqualTo(before);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    private static Recipes<Sentences> recipes(int version) {
        return new Recipes<>("explainer", RecipesTest.class, List.of("plain"), List.of(new SentencesMethod(version)));
    }
}
