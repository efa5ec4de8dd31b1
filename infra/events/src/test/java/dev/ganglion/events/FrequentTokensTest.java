package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
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

    @Test
    void textsThatWantTheSamePlaceAreNotMixedUp() {
        // Given: of one hash
        List<String> texts = List.of("Aa", "BB", "Aa", "BB");

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
