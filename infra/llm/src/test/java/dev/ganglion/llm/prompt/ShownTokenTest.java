package dev.ganglion.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTokenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                " the",
                "ing",
                "",
                " ",
                "  ",
                "unknown",
                "<",
                " <",
                ">",
                "->",
                "<div",
                "a < b > c",
                "[",
                "[0]",
                "[i]",
                "[A]",
                "{{",
                "\"",
                "'",
                "é",
                "—",
                "日本",
                "😀",
                "bytes:",
                "start",
                "|",
                "0",
                "10"
            })
    void ordinaryTokensStayAsTheyAre(String token) {
        // When
        String shown = ShownToken.of(token);

        // Then
        assertThat(shown).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "<start>,\\u{3c}start>",
                " <end>, \\u{3c}end>",
                "<unknown>,\\u{3c}unknown>",
                "<|endoftext|>,\\u{3c}|endoftext|>",
                "<|im_,\\u{3c}|im_",
                "<｜User｜>,\\u{3c}｜User｜>",
                "</s>,\\u{3c}/s>",
                "<<SYS>>,<\\u{3c}SYS>>",
                "[INST],\\u{5b}INST]",
                "[/INST],\\u{5b}/INST]",
                "[gMASK],\\u{5b}gMASK]",
                "⟦a⟧,\\u{27e6}a\\u{27e7}",
                "\\n,\\\\n",
                "\\,\\\\",
                "\\u{3c},\\\\u{3c}",
                "bytes:\\xe2\\x80,\\xe2\\x80",
                "\\xe2\\x80,\\\\xe2\\\\x80",
                "bytes:\\xZZ,bytes:\\\\xZZ",
            })
    void whatPosesAsAMarkerIsWrittenOut(String token, String expected) {
        // When
        String shown = ShownToken.of(token);

        // Then
        assertThat(shown).isEqualTo(expected);
        assertThat(ShownToken.token(shown)).isEqualTo(token);
    }

    @Test
    void whatCannotBeSeenIsWrittenOut() {
        // When
        String shown = ShownToken.of("a\n\r\t\u0000\u0085\u2028\u202e\ud800\u200b\ufeffz");

        // Then
        assertThat(shown).isEqualTo("a\\n\\r\\t\\u{0}\\u{85}\\u{2028}\\u{202e}\\u{d800}\\u{200b}\\u{feff}z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "\\q", "\\u", "\\u{", "\\u{}", "\\u{110000}", "\\u{zz}", "\\u3c", "a\\xe2"})
    void whatNoTokenIsShownAsIsRefused(String shown) {
        // When
        var refusal = assertThatIllegalArgumentException().isThrownBy(() -> ShownToken.token(shown));

        // Then
        refusal.withMessageMatching("a (backslash|\\\\u.*) at \\d+ .*");
    }
}
