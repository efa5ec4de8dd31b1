package dev.ganglion.llm.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An unusable recipe is refused with one sentence: the file, the line where there is one, the reason. */
class UnusableRecipeTest {

    private static final String HEAD = "name: terse\nservice: explainer\nmethod: sentences\n";

    @TempDir
    private Path directory;

    static Stream<Arguments> faults() {
        return Stream.of(
                // the file
                fault("", ": a recipe is a mapping of fields to values"),
                fault("# nothing\n", ": a recipe is a mapping of fields to values"),
                fault("- name: terse\n", ": a recipe is a mapping of fields to values"),
                fault("just text\n", ": a recipe is a mapping of fields to values"),
                // the header
                fault("service: explainer\nmethod: sentences\n", ": missing field \"name\""),
                fault("name: terse\nmethod: sentences\n", ": missing field \"service\""),
                fault("name: terse\nservice: explainer\n", ": missing field \"method\""),
                fault("name: Terse!\nservice: explainer\nmethod: m\n", ", line 1: \"Terse!\" is not a recipe's name"),
                fault(
                        "method: sentences\nname: terse\nservice: waiter\n",
                        ", line 3: field \"service\" must be one of explainer, simulator"),
                fault("name: 12\nservice: explainer\nmethod: m\n", ", line 1: field \"name\" must be text"),
                fault("name:\nservice: explainer\nmethod: m\n", ", line 1: a value is missing"),
                fault(
                        "name: terse\n\nservice: explainer\nmethod: magic\n",
                        ", line 4: unknown method \"magic\"; the explainer knows: sentences"),
                // the method's fields
                fault(
                        HEAD + "example: 3\n",
                        ", line 4: unknown field \"example\"; known here: examples, kinds, method, name, prompt,"
                                + " service, shout, temperature, words"),
                fault(
                        HEAD + "prompt:\n  user: hi\n  usr: ho\n",
                        ", line 6: unknown field \"usr\"; known here: few-shot, user"),
                fault(HEAD + "prompt:\n  user: hi\n  name: x\n", ", line 6: unknown field \"name\"; known here: "),
                fault(HEAD + "examples: many\n", ", line 4: field \"examples\" must be a whole number"),
                fault(HEAD + "examples: \"3\"\n", ", line 4: field \"examples\" must be a whole number"),
                fault(HEAD + "examples: 3.5\n", ", line 4: field \"examples\" must be a whole number"),
                fault(HEAD + "examples: [3]\n", ", line 4: field \"examples\" must be a whole number"),
                fault(HEAD + "examples: 99999999999\n", ", line 4: "),
                fault(HEAD + "examples:\n", ", line 4: a value is missing"),
                fault(HEAD + "examples: 0\n", ": field \"examples\" must be above 0"),
                fault(HEAD + "examples: 21\n", ": at most 20 examples fit"),
                fault(HEAD + "temperature: hot\n", ", line 4: field \"temperature\" must be a number"),
                fault(HEAD + "temperature: .nan\n", ", line 4: not YAML: Malformed numeric value '.nan'"),
                fault(HEAD + "shout: yes\n", ", line 4: field \"shout\" must be true or false"),
                fault(HEAD + "kinds: words\n", ", line 4: field \"kinds\" must be a list"),
                fault(
                        HEAD + "kinds:\n- words\n- tables\n",
                        ", line 6: field \"kinds[1]\" must be one of words, token-table"),
                fault(HEAD + "kinds: [0]\n", ", line 4: field \"kinds[0]\" must be one of words, token-table"),
                fault(HEAD + "kinds: ['']\n", ", line 4: field \"kinds[0]\" must be one of words, token-table"),
                fault(HEAD + "words: [3]\n", ", line 4: field \"words[0]\" must be text; put it in quotes"),
                fault(HEAD + "words: [true]\n", ", line 4: field \"words[0]\" must be text; put it in quotes"),
                fault(HEAD + "words: [~]\n", ", line 4: a value is missing"),
                fault(HEAD + "prompt: hi\n", ", line 4: field \"prompt\" must be a mapping of fields to values"),
                fault(HEAD + "prompt: {}\n", ", line 4: missing field \"user\" (in prompt)"),
                // YAML
                fault(HEAD + "words: [one\n", ", line 5: not YAML: "),
                fault(HEAD + "\twords: []\n", ", line 4: not YAML: "),
                fault(HEAD + "words: 'one\n", ", line 5: not YAML: "),
                fault(HEAD + "words: []\nwords: []\n", ", line 5: not YAML: Duplicate field 'words'"),
                fault(HEAD + "prompt: {user: a, user: b}\n", ", line 4: not YAML: Duplicate field 'user'"),
                fault(HEAD + "? [a, b]\n: c\n", ", line 4: not YAML: "),
                fault(HEAD + "words: [\"\u0007\"]\n", ", line 4: not YAML: "),
                fault(HEAD + "---\nname: another\n", ", line 5: a recipe is one YAML document"),
                fault(HEAD + "---\nanother\n", ", line 5: a recipe is one YAML document"),
                fault(HEAD + "words: &w [one]\n", ", line 4: anchors (&…) and aliases (*…) are not used"),
                fault(HEAD + "words: *w\n", ", line 4: anchors (&…) and aliases (*…) are not used"),
                fault(HEAD + "words: !!java.lang.String [one]\n", ", line 4: tags (!…) are not used"),
                fault(HEAD + "words: !secret one\n", ", line 4: tags (!…) are not used"),
                fault(HEAD + "words: " + "[".repeat(5_000) + "\n", ": not YAML: "),
                fault(bomb(), ", line 4: anchors (&…) and aliases (*…) are not used"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefusedWithOneSentence(String text, String reason) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("terse.yaml"), text);

        // When
        Throwable refusal =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> catchThrowable(this::select));

        // Then
        assertThat(refusal).isInstanceOf(RecipeException.class).hasMessageStartingWith(file + reason);
        assertThat(refusal.getMessage())
                .hasLineCount(1)
                .hasSizeLessThan(file.toString().length() + 500);
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        // Given
        Files.write(directory.resolve("terse.yaml"), (HEAD + "words: [é]").getBytes(StandardCharsets.ISO_8859_1));

        // When, Then
        assertThat(catchThrowable(this::select)).hasMessageEndingWith("terse.yaml: not UTF-8");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        // Given
        Files.writeString(directory.resolve("terse.yaml"), HEAD + "#".repeat(RecipeFile.LARGEST));

        // When, Then
        assertThat(catchThrowable(this::select)).hasMessageEndingWith("terse.yaml: a recipe has at most 131072 bytes");
    }

    private Recipe<?> select() {
        return new Recipes<>("explainer", getClass(), List.of(), List.of(new SentencesMethod(1)))
                .select("terse", Optional.of(directory));
    }

    private static Arguments fault(String text, String reason) {
        return Arguments.of(text, reason);
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder(HEAD + "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
        }
        return bomb.toString();
    }
}
