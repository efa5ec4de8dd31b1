package dev.ganglion.explainer.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationFormatTest {

    private static final ExplanationFormat CONTINUING = ExplanationFormat.continuing("this neuron fires on");
    private static final ExplanationFormat AFTER = ExplanationFormat.after("EXPLANATION:");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "words about fire | words about fire",
                "` words about fire. ` | words about fire",
                "This neuron fires on words about fire. | words about fire",
                "this neuron fires on: words about fire | words about fire",
                "\"words about fire\" | words about fire",
                "“words about fire.” | words about fire",
                "**words about fire** | words about fire",
                "This neuron fires on **words about fire**. | words about fire",
                "\"fire\" and \"smoke\" | \"fire\" and \"smoke\"",
                "words, and so on... | words, and so on...",
                "laws of the U.S. | laws of the U.S.",
                "sorry and other apologies | sorry and other apologies",
                "I and other pronouns | I and other pronouns",
                "I can and similar phrases | I can and similar phrases",
            })
    void anExplanationIsReadWithoutWhatIsAroundIt(String answer, String expected) {
        // When
        ExplanationAnswer read = CONTINUING.parse(stopped(answer));

        // Then
        assertThat(read.text()).isEqualTo(expected);
    }

    @Test
    void whatCannotBeSeenBecomesASpace() {
        // When
        ExplanationAnswer read = CONTINUING.parse(stopped("\nwords\u202e about\u00a0\u0000fire\t\ud800\n\n"));

        // Then
        assertThat(read.text()).isEqualTo("words about fire");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\n\n",
                ".",
                "...",
                "\"\"",
                "—",
                "N/A",
                "None.",
                "This neuron fires on",
                "I'm sorry, but I can't help with that.",
                "I cannot say.",
                "I can't tell from these excerpts",
                "As an AI language model, I",
                "Sorry, I don't know",
                "words about fire\nand smoke",
                "Sure! Here it is:\n\nwords about fire"
            })
    void whatExplainsNothingIsAFormatFailure(String answer) {
        assertThatExceptionOfType(FormatFailureException.class)
                // When
                .isThrownBy(() -> CONTINUING.parse(stopped(answer)))
                // Then
                .withMessageStartingWith("the answer ");
    }

    @Test
    void aTruncatedAnswerIsAFormatFailure() {
        assertThatExceptionOfType(FormatFailureException.class)
                // When
                .isThrownBy(() -> CONTINUING.parse(answer("words about fire", "length")))
                // Then
                .withMessage("the answer was cut off at the most tokens that it may have");
    }

    @Test
    void aFilteredAnswerIsAFormatFailure() {
        assertThatExceptionOfType(FormatFailureException.class)
                // When
                .isThrownBy(() -> CONTINUING.parse(answer("", "content_filter")))
                // Then
                .withMessage("the answer was kept back by the server's content filter");
    }

    @Test
    void anAnswerThatIsTooLongIsAFormatFailureThatQuotesItsBeginning() {
        // Given
        String longest = "a".repeat(ExplanationFormat.LONGEST);

        // When
        ExplanationAnswer read = CONTINUING.parse(stopped(longest));

        // Then
        assertThat(read.text()).isEqualTo(longest);
        assertThatExceptionOfType(FormatFailureException.class)
                .isThrownBy(() -> CONTINUING.parse(stopped(longest + "a")))
                .withMessage("the answer has 601 characters where 600 are allowed: \"" + "a".repeat(80) + "…\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPLANATION: words about fire",
                "All of them burn.\n\nEXPLANATION: words about fire.",
                "  EXPLANATION:\nwords about fire",
                "EXPLANATION: heat\nNo, rather:\nEXPLANATION: words about fire\n",
            })
    void theExplanationFollowsTheLastMarker(String answer) {
        // When
        ExplanationAnswer read = AFTER.parse(stopped(answer));

        // Then
        assertThat(read.text()).isEqualTo("words about fire");
    }

    @ParameterizedTest
    @ValueSource(strings = {"words about fire", "My EXPLANATION: words about fire", "explanation: words", ""})
    void aMissingMarkerIsAFormatFailure(String answer) {
        assertThatExceptionOfType(FormatFailureException.class)
                // When
                .isThrownBy(() -> AFTER.parse(stopped(answer)))
                // Then
                .withMessageStartingWith("the answer has no line that begins with \"EXPLANATION:\": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPLANATION:", "EXPLANATION: \n", "EXPLANATION: a\nb"})
    void nothingOrTooMuchAfterTheMarkerIsAFormatFailure(String answer) {
        assertThatExceptionOfType(FormatFailureException.class)
                // When, Then
                .isThrownBy(() -> AFTER.parse(stopped(answer)));
    }

    @Test
    void aMarkerIsVisibleAndOnOneLine() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExplanationFormat.after(" \n"));
        assertThatIllegalArgumentException().isThrownBy(() -> ExplanationFormat.after("a\nb"));
    }

    @Test
    void formatsThatReadDifferentlyHaveDifferentNames() {
        assertThat(CONTINUING.name())
                .isNotEqualTo(ExplanationFormat.continuing("").name());
        assertThat(AFTER.name()).isNotEqualTo(ExplanationFormat.after("ANSWER:").name());
        assertThat(AFTER.name())
                .isNotEqualTo(ExplanationFormat.continuing("EXPLANATION:").name());
        assertThat(AFTER.name())
                .isEqualTo(ExplanationFormat.after("EXPLANATION: ").name());
    }

    private static Completion stopped(String text) {
        return answer(text, "stop");
    }

    private static Completion answer(String text, String finishReason) {
        return new Completion(text, finishReason, TokenLogprobs.NONE, 10, 10);
    }
}
