package dev.ganglion.explainer.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesFormatTest {

    private final SentencesFormat format = new SentencesFormat(2);

    @Test
    void numberedLinesAreSentences() {
        // When
        List<String> sentences = parse("\n1. The barn was on fire.\n\n 2) \"Smoke rose.\u202e\"  \n", "stop");

        // Then
        assertThat(sentences).containsExactly("The barn was on fire.", "Smoke rose.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 sentences instead of 2",
                "'1. a' | 1 sentences instead of 2",
                "'1. a;2. b;3. c' | 3 sentences instead of 2",
                "'1. a;3. b' | 'a line where sentence 2 should be does not begin with \"2.\"'",
                "'Here they are:;1. a;2. b' | 'a line where sentence 1 should be does not begin with \"1.\"'",
                "'a;b' | 'a line where sentence 1 should be does not begin with \"1.\"'",
                "'1. a;2.' | 'a line where sentence 2 should be does not begin with \"2.\"'",
                "'1. a;2. a' | only 1 of 2 sentences are different",
            })
    void aListThatIsMalformedIsAFormatFailure(String answer, String reason) {
        assertThatExceptionOfType(FormatFailureException.class)
                .isThrownBy(() -> parse(answer.replace(';', '\n'), "stop"))
                .withMessage(reason);
    }

    @Test
    void aSentenceThatIsTooLongIsAFormatFailure() {
        assertThatExceptionOfType(FormatFailureException.class)
                .isThrownBy(() -> parse("1. a\n2. " + "b".repeat(401), "stop"))
                .withMessage("sentence 2 has 401 characters instead of 1 to 400");
    }

    @Test
    void sentencesThatWereCutOffOrKeptBackAreAFormatFailure() {
        assertThatExceptionOfType(FormatFailureException.class).isThrownBy(() -> parse("1. a\n2. b", "length"));
        assertThatExceptionOfType(FormatFailureException.class).isThrownBy(() -> parse("1. a\n2. b", "content_filter"));
    }

    private List<String> parse(String text, String finishReason) {
        return format.parse(new Completion(text, finishReason, TokenLogprobs.NONE, 1, 1))
                .sentences();
    }
}
