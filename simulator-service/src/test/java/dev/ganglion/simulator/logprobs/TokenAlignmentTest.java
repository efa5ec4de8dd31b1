package dev.ganglion.simulator.logprobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenAlignmentTest {

    @Test
    void tokensFollowEachOther() {
        // When
        TokenAlignment alignment = TokenAlignment.of("a\tunknown\n", tokens("a\t", "unk", "nown", "\n", "more"));

        // Then
        assertThat(alignment.at(0)).isZero();
        assertThat(alignment.at(2)).isEqualTo(1);
        assertThat(alignment.start(1)).isEqualTo(2);
        assertThat(alignment.at(8)).isEqualTo(2);
    }

    @Test
    void aBeginOfTextTokenIsPassedOver() {
        // When
        TokenAlignment alignment = TokenAlignment.of("ab", tokens("<|begin_of_text|>", "a", "b"));

        // Then
        assertThat(alignment.at(0)).isEqualTo(1);
        assertThat(alignment.at(1)).isEqualTo(2);
    }

    @Test
    void aSpaceThatAServerLeavesOutIsThere() {
        // When
        TokenAlignment alignment = TokenAlignment.of("The sun\t7", tokens("The", "sun", "<0x09>", "7"));

        // Then
        assertThat(alignment.start(1)).isEqualTo(3);
        assertThat(alignment.at(8)).isEqualTo(3);
    }

    @Test
    void tokensThatAreNoWholeCharactersAreSpelledInManyWays() {
        for (String[] spelled : new String[][] {
            {" \uFFFD", "\uFFFD", "\t", "7"},
            {"bytes: \\xe6\\x97", "bytes:\\xa5", "\t", "7"},
            {" \\xe6", "\\x97\\xa5", "\t", "7"},
            {" ", "<0xE6>", "<0x97>", "<0xA5>", "<0x09>", "7"},
            {" \\xe6\\x97\\xa5", "\t", "7"},
            {" \uFFFD", "\uFFFD\uFFFD\t", "7"}
        }) {
            // When
            TokenAlignment alignment = TokenAlignment.of(" 日\t7", tokens(spelled));

            // Then
            assertThat(alignment.at(3)).as(String.join("|", spelled)).isEqualTo(spelled.length - 1);
            assertThat(alignment.start(alignment.at(3))).isEqualTo(3);
        }
    }

    @Test
    void anEscapeThatIsInTheTextIsTakenLiterally() {
        // When
        TokenAlignment alignment = TokenAlignment.of(
                "\\xe2\t1\né\\xe2\t2", tokens("\\xe2", "\t", "1", "\n", "\uFFFD", "\uFFFD", "\\xe2", "\t2"));

        // Then
        assertThat(alignment.at(5)).isEqualTo(2);
        assertThat(alignment.at(13)).isEqualTo(7);
        assertThat(alignment.start(7)).isEqualTo(12);
    }

    @Test
    void tokensOfAnotherTextAreRefused() {
        assertThatThrownBy(() -> TokenAlignment.of("a\t1\nb\t2", tokens("a", "\t", "1", "\n", "c", "\t", "2")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the tokens that the server reports are not those of the text, from character 4 on");
        assertThatThrownBy(() -> TokenAlignment.of("a\t1", tokens("a", "\uFFFD", "1")))
                .isInstanceOf(FormatFailureException.class);
        assertThatThrownBy(() -> TokenAlignment.of("abc", tokens("<s>", "<s>", "<s>", "abc")))
                .isInstanceOf(FormatFailureException.class);
    }

    @Test
    void tokensThatEndTooEarlyAreRefused() {
        assertThatThrownBy(() -> TokenAlignment.of("a\t1\nb", tokens("a", "\t", "1")))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the server reports tokens for 3 of 5 characters only");
    }

    @Test
    void noTokensAreRefused() {
        assertThatThrownBy(() -> TokenAlignment.of("a", TokenLogprobs.NONE))
                .isInstanceOf(FormatFailureException.class)
                .hasMessage("the server reports no logprobs");
    }

    private static TokenLogprobs tokens(String... tokens) {
        return new TokenLogprobs() {
            @Override
            public int size() {
                return tokens.length;
            }

            @Override
            public String token(int index) {
                return tokens[index];
            }

            @Override
            public Map<String, Double> alternatives(int index) {
                return Map.of();
            }
        };
    }
}
