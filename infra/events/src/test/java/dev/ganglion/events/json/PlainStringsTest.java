package dev.ganglion.events.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PlainStringsTest {

    private static final JsonMapper JACKSON = new JsonMapper();

    @Property
    void anArrayIsPassedOverToItsBracketWhereverItStands(
            @ForAll("texts") List<String> texts, @ForAll @IntRange(max = 9) int start) {
        // Given
        String elements = texts.stream().collect(Collectors.joining("\",\"", "\"", "\""));
        byte[] bytes = (" ".repeat(start) + elements + "],\"\\\"and so on").getBytes(StandardCharsets.UTF_8);
        PlainStrings strings = new PlainStrings(bytes, bytes.length);

        // When
        boolean plain = strings.readAt(start);

        // Then
        assertThat(plain).isTrue();
        assertThat(strings.size()).isEqualTo(texts.size());
        assertThat(strings.end()).isEqualTo(start + elements.length());
    }

    @Property
    void whatIsPassedOverJacksonReadsAsSoManyStringsAndNothingBehindTheLimitIsLookedAt(
            @ForAll("pieces") String text, @ForAll @IntRange(max = 60) int most) throws Exception {
        // Given
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int limit = Math.min(most, bytes.length);
        PlainStrings strings = new PlainStrings(Arrays.copyOf(bytes, limit), limit);

        // When
        boolean plain = strings.readAt(0);

        // Then
        if (plain) {
            String array = "[" + text.substring(0, strings.end() + 1);
            assertThat(strings.end()).isLessThan(limit);
            assertThat(JACKSON.readValue(array, String[].class)).hasSize(strings.size());
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("ab,:[]{} ")
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    /** Nearly arrays. */
    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "\"", "\",\"", "\"]", "a", "bcdefgh", ",", "]", " ", "\\", "\\n", "\\\\", "\n", "\u00e9", "0")
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(pieces -> '"' + String.join("", pieces));
    }
}
