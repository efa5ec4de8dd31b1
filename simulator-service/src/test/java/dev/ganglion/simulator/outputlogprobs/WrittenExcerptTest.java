package dev.ganglion.simulator.outputlogprobs;

import static dev.ganglion.simulator.Completions.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.simulator.Completions;
import dev.ganglion.simulator.Completions.Token;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenExcerptTest {

    /** Those of the reference's cases. */
    private static final List<String> TOKENS = List.of("A", " B", "\n", "C");

    private final WrittenExcerpt format = new WrittenExcerpt(TOKENS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<start>\nA\t4\n B\t10\n\\n\t0\nC\t3\n<end>",
                "<start>\nA\t4\n B\t10\n\\n\t0\nC\t3\n<end>\n",
                "\n <start>\nA\t4\n B\t10\n\\n\t0\nC\t3\n<end>"
            })
    void everyLineIsReadTheLastOneToo(String text) {
        // The reference takes a last line that ends as it should for a 0
        assertThat(format.parse(characters(text)).activations()).isEqualTo(ActivationValues.of(4, 10, 0, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A\\t4\\n B\\t10\\n\\\\n\\t0\\nC\\t3 | the answer does not begin with <start>",
                "ok: <start>\\nA\\t4\\n B\\t10\\n\\\\n\\t0\\nC\\t3\\n<end> | the answer does not begin with <start>",
                "<start>\\nA\\t4\\nB\\t10\\n\\\\n\\t0\\nC\\t3\\n<end>"
                        + " | line 2 of the answer does not begin with token 1 and a tab",
                "<start>\\nA\\t4\\n\\\\n\\t0\\nC\\t3\\n<end> | line 2 of the answer does not begin with token 1 and a tab",
                "<start>\\nA\\t4\\n B\\t11\\n\\\\n\\t0\\nC\\t3\\n<end>"
                        + " | line 2 of the answer does not end with a whole number from 0 to 10",
                "<start>\\nA\\tx\\n B\\t1\\n\\\\n\\t0\\nC\\t3\\n<end>"
                        + " | line 1 of the answer does not end with a whole number from 0 to 10",
                "<start>\\nA\\t3.0\\n B\\t1\\n\\\\n\\t0\\nC\\t3\\n<end>"
                        + " | line 1 of the answer does not end with a whole number from 0 to 10",
                "<start>\\nA\\tNaN\\n B\\t1\\n\\\\n\\t0\\nC\\t3\\n<end>"
                        + " | line 1 of the answer does not end with a whole number from 0 to 10",
                "<start>\\nA\\t\\n B\\t1\\n\\\\n\\t0\\nC\\t3\\n<end>"
                        + " | line 1 of the answer does not end with a whole number from 0 to 10",
                "<start>\\nA\\t4 | line 1 of the answer does not end with a whole number from 0 to 10",
                "<start>\\nA\\t4\\n B\\t10\\n\\\\n\\t0\\nC\\t3\\n | the answer does not end with <end> after token 3",
                "<start>\\nA\\t4\\n B\\t10\\n\\\\n\\t0\\nC\\t3\\nC\\t3\\n<end>"
                        + " | the answer does not end with <end> after token 3",
                "<start>\\nA\\t4\\n B\\t10\\n\\\\n\\t0\\nC\\t3\\n<end> Done. | the answer does not end with <end> after token 3"
            })
    void anAnswerThatIsNotTheSameTokensWithActivationsIsAFormatFailure(String escaped, String reason) {
        // Given
        String text = escaped.replace("\\\\n", "\u0001")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\u0001", "\\n");

        // When, Then
        assertThatThrownBy(() -> format.parse(characters(text)))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void anEmptyAnswerIsAFormatFailure(String text) {
        assertThatThrownBy(() -> format.parse(Completions.of(text)))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the answer is empty");
    }

    @Test
    void anAnswerThatWasCutOffIsAFormatFailure() {
        // Given: it looks whole, and its last number may be half of a 10
        Completion cut = Completions.of("<start>\nA\t4\n B\t10\n\\n\t0\nC\t1", "length", List.of());

        // When, Then
        assertThatThrownBy(() -> format.parse(cut))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the answer was cut off at the most tokens it may have, \"maxTokens\"");
    }

    @Test
    void anAnswerThatWasKeptBackIsAFormatFailure() {
        assertThatThrownBy(() -> format.parse(Completions.of("", "content_filter", List.of())))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the server kept the answer back: content filter");
    }

    @Test
    void anAnswerWithoutLogprobsIsAFormatFailure() {
        assertThatThrownBy(() -> format.parse(Completions.of("<start>\nA\t4\n B\t10\n\\n\t0\nC\t3\n<end>")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the server reports no logprobs");
    }

    @Test
    void theExpectedValueIsOverWhatElseMightHaveBeenWritten() {
        // When
        ActivationValues activations = new WrittenExcerpt(List.of("A", "B", "C"))
                .parse(Completions.of(
                        "stop",
                        token("<start>\nA"),
                        token("\t"),
                        token("4", "4", "6", "unsure"),
                        token("\nB"),
                        token("\t3\n", "\t3\n", "\t5\n", "9"),
                        token("C\t"),
                        token("10", "10", "8"),
                        token("\n<end>")))
                .activations();

        // Then
        assertThat(activations).isEqualTo(ActivationValues.of(5, 4, 9));
    }

    @Test
    void aTenInTwoTokensIsATen() {
        // When
        ActivationValues activations = new WrittenExcerpt(List.of("A", "B"))
                .parse(Completions.of(
                        "stop",
                        token("<start>\nA\t"),
                        token("1", "1"),
                        token("0", "0"),
                        token("\nB\t"),
                        token("1", "1"),
                        token("\n", "\n", "0"),
                        token("<end>")))
                .activations();

        // Then
        assertThat(activations).isEqualTo(ActivationValues.of(10, 5.5f));
    }

    /** An answer in tokens of one character, but for 10; each is certain. */
    private static Completion characters(String text) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            String token = text.startsWith("10", i) ? "10" : text.substring(i, i + 1);
            tokens.add(token(token));
            i += token.length() - 1;
        }
        return Completions.of(text, "stop", tokens);
    }
}
