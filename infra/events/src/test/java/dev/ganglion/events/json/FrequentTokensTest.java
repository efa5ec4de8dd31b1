package dev.ganglion.events.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FrequentTokensTest {

    private final FrequentTokens tokens = new FrequentTokens();

    @Property
    void everyTextComesBackAsItIs(
            @ForAll @Size(max = 300) List<@CharRange(from = ' ', to = '~') @StringLength(max = 30) String> texts) {
        assertThat(texts).allSatisfy(text -> assertThat(read(text)).isEqualTo(text));
    }

    @Property
    void textsThatDifferInOneByteAreNotMixedUp(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 18) String text,
            @ForAll @IntRange(max = 17) int where,
            @ForAll @CharRange(from = ' ', to = '~') char other) {
        // Given
        int at = Math.min(where, text.length() - 1);
        String changed = text.substring(0, at) + other + text.substring(at + 1);
        read(text);

        // When
        String read = read(changed);

        // Then
        assertThat(read).isEqualTo(changed);
        assertThat(read(text)).isEqualTo(text);
    }

    @Test
    void moreTextsThanThereIsRoomForAreReadAsTheyAre() {
        // Given
        List<String> texts =
                IntStream.range(0, 100_000).mapToObj(n -> "token " + n).toList();

        // When
        List<String> read = texts.stream().map(this::read).toList();

        // Then
        assertThat(read).isEqualTo(texts);
    }

    @Test
    void aTextThatWasReadBeforeIsTheSameOne() {
        // Given
        String first = read(" the");

        // When
        String again = read(" the");

        // Then
        assertThat(again).isSameAs(first);
    }

    private String read(String text) {
        byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.US_ASCII);
        return tokens.text(bytes, 1, text.length());
    }
}
