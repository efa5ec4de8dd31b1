package dev.ganglion.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShownTokenPropertiesTest {

    private static final String FORBIDDEN =
            "(?s).*(<[^<>⟦⟧\\s\\\\]*>|<[|｜]|\\[/?[A-Z][A-Z_]+]|[\\x00-\\x1f\\u2028\\u2029\\u202a-\\u202e\\ud800-\\udfff]).*";

    @Property(tries = 5_000)
    void aTokenIsReadBackFromWhatIsShown(@ForAll("tokens") String token) {
        // When
        String shown = ShownToken.of(token);

        // Then
        assertThat(ShownToken.token(shown)).isEqualTo(token);
    }

    @Property(tries = 5_000)
    void noTokenBreaksALineOrPosesAsAMarker(@ForAll("tokens") String token) {
        // When
        String shown = ShownToken.of(token);

        // Then
        assertThat(shown)
                .doesNotMatch(FORBIDDEN)
                .doesNotContain(String.valueOf(ShownToken.OPEN), String.valueOf(ShownToken.CLOSE));
    }

    @Property(tries = 5_000)
    void noTokensTogetherBreakALineOrPoseAsAMarker(@ForAll("excerpts") List<String> tokens) {
        // When
        String shown = ShownText.of(tokens);

        // Then
        assertThat(shown)
                .doesNotMatch(FORBIDDEN)
                .doesNotContain(String.valueOf(ShownToken.OPEN), String.valueOf(ShownToken.CLOSE));
    }

    @Property
    void eachHighlightedRunHasItsOwnMarks(@ForAll("excerpts") List<String> tokens, @ForAll int marks) {
        // Given
        long runs = IntStream.range(0, tokens.size())
                .filter(i -> isSet(marks, i) && (i == 0 || !isSet(marks, i - 1)))
                .count();

        // When
        String shown = ShownText.highlighted(tokens, i -> isSet(marks, i));

        // Then
        assertThat(shown).doesNotMatch(FORBIDDEN);
        assertThat(shown.chars().filter(c -> c == ShownToken.OPEN)).hasSize((int) runs);
        assertThat(shown.chars().filter(c -> c == ShownToken.CLOSE)).hasSize((int) runs);
    }

    private static boolean isSet(int marks, int token) {
        return (marks >> token & 1) == 1;
    }

    @Provide
    Arbitrary<List<String>> excerpts() {
        return tokens().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<String> harmful = Arbitraries.of(
                        "\n",
                        "\r",
                        "\t",
                        "\\",
                        "<",
                        "|",
                        ">",
                        "start",
                        "<end>",
                        "<|endoftext|>",
                        "<unknown>",
                        "⟦",
                        "⟧",
                        "[INST]",
                        "[",
                        "]",
                        "INST",
                        "/",
                        "bytes:",
                        "\\xe2",
                        "\\x80",
                        "\\u{3c}",
                        "u{",
                        "}",
                        "\u0000",
                        "\u202e",
                        "\u2028",
                        "\ud83d",
                        "\ude00",
                        "😀",
                        " ",
                        "a",
                        "n",
                        "{{",
                        "\"",
                        "unknown",
                        "é")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        Arbitrary<String> bytes = Arbitraries.integers()
                .between(0, 255)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(values -> "bytes:"
                        + String.join(
                                "",
                                values.stream()
                                        .map(value -> String.format("\\x%02x", value))
                                        .toList()));
        return Arbitraries.oneOf(harmful, bytes, Arbitraries.strings().all().ofMaxLength(8));
    }
}
