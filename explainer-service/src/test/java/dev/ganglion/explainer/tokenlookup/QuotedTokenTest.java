package dev.ganglion.explainer.tokenlookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuotedTokenTest {

    static Stream<Arguments> tokens() {
        return Stream.of(
                Arguments.of(" the", "\" the\""),
                Arguments.of("", "\"\""),
                Arguments.of("\n\r\t", "\"\\n\\r\\t\""),
                Arguments.of("say \"hi\"", "\"say \\\"hi\\\"\""),
                Arguments.of("C:\\n", "\"C:\\\\n\""),
                Arguments.of("é漢😀", "\"é漢😀\""),
                Arguments.of("\u0000\u001b[2J", "\"\\u{0}\\u{1b}[2J\""),
                Arguments.of("\u202egnp", "\"\\u{202e}gnp\""),
                Arguments.of("a\u200b\u00a0b", "\"a\\u{200b}\\u{a0}b\""),
                Arguments.of("\ud83d", "\"\\u{d83d}\""),
                Arguments.of("\udb40\udc41", "\"\\u{e0041}\""),
                Arguments.of("bytes:\\xe2\\x80", "\"\\xe2\\x80\""),
                Arguments.of("bytes:", "\"bytes:\""),
                Arguments.of("bytes:\\xZZ", "\"bytes:\\\\xZZ\""),
                Arguments.of("<script>", "\"<script>\""),
                Arguments.of("=".repeat(33), "\"" + "=".repeat(32) + "…\""));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsQuotedSoThatItCanBeSeen(String token, String quoted) {
        assertThat(QuotedToken.of(token)).isEqualTo(quoted);
    }
}
