package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTextTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " three, three",
                "' two words',' two words'",
                "'\n\n',⏎⏎",
                "'\t',⇥",
                "'',∅",
                "bytes:\\xe2\\x80,\\xe2\\x80",
                "a\u0007b,a‹07›b",
                "\u202Eevil,‹202E›evil",
                "\u200B,‹200B›",
                "\uFEFF,‹FEFF›",
                "👩\u200D🔬,👩\u200D🔬",
                "é漢,é漢",
            })
    void aTokenIsShownAsItIsButForWhatCannotBeSeen(String token, String shown) {
        assertThat(ShownText.token(token).strip()).isEqualTo(shown.strip());
    }

    @Test
    void leadingBlanksOfATokenStay() {
        assertThat(ShownText.token(" two")).isEqualTo(" two");
    }

    @Test
    void halfASurrogatePairIsNamed() {
        assertThat(ShownText.token("\uD83D")).isEqualTo("‹D83D›");
    }

    @Test
    void proseIsOneLineAndCutBetweenCharacters() {
        assertThat(ShownText.prose(" a\n b ", 10)).isEqualTo("a b");
        assertThat(ShownText.prose("ab😀c", 3)).isEqualTo("ab😀…");
    }
}
