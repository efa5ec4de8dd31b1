package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TokenMeansLookupTest {

    private static final EventCodec<TokenMeans> TABLES = EventCodec.of(TokenMeans.class);
    private static final EventCodec<Excerpt> EXCERPTS = EventCodec.of(Excerpt.class);
    private static final float OTHERWISE = -0.25f;

    @Property
    void eachTokenGetsItsMeanAndTheOthersWhatTheTableSaysOfThem(
            @ForAll("texts") List<String> table, @ForAll("texts") List<String> tokens) {
        // Given
        TokenMeans means = table(table);

        // When
        ActivationValues found = means.lookup().of(tokens);

        // Then
        assertThat(found).isEqualTo(expected(means, tokens));
    }

    /** Half a character is no text that JSON can carry, but a vocabulary may have it. */
    @Test
    void halfACharacterIsNoQuestionMark() {
        // Given
        TokenMeans means = table(List.of("\ud800", "?", "\udc00"));

        // When
        ActivationValues found = means.lookup().of(List.of("?", "\udc00", "\ud800", "\ud801"));

        // Then
        assertThat(found).isEqualTo(ActivationValues.of(1.5f, 2.5f, 0.5f, OTHERWISE));
    }

    @Property
    void itIsTheSameWhetherTextsWereReadFromAnEventOrNot(
            @ForAll("texts") List<String> table, @ForAll("texts") List<String> tokens) {
        // Given
        TokenMeans means = table(table);
        TokenMeans readMeans = TABLES.decode(TABLES.encode(means));
        List<String> readTokens =
                EXCERPTS.decode(EXCERPTS.encode(excerpt(tokens))).tokens();

        // When
        List<ActivationValues> found = List.of(
                readMeans.lookup().of(readTokens),
                readMeans.lookup().of(tokens),
                means.lookup().of(readTokens));

        // Then
        assertThat(found).containsOnly(expected(means, tokens));
    }

    /** Short ones, which often are in both; some long, some that JSON escapes or that are not ASCII, and the empty one. */
    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> plain = Arbitraries.strings().withChars("ab ").ofMaxLength(3);
        Arbitrary<String> around = Arbitraries.of(
                "a".repeat(7),
                "a".repeat(8),
                "a".repeat(9),
                "a".repeat(15) + "b",
                "a".repeat(16),
                "a".repeat(17),
                "a".repeat(16) + "b");
        Arbitrary<String> any =
                Arbitraries.of("", "\"", "\\", "é", "日本", "\n", "bytes:\\xe2", "\u007f", "\0", "a\0", "?");
        return Arbitraries.oneOf(plain, plain, around, any).list().ofMaxSize(80);
    }

    private static TokenMeans table(List<String> texts) {
        List<String> distinct = texts.stream().distinct().toList();
        float[] means = new float[distinct.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = i + 0.5f;
        }
        return new TokenMeans(distinct, ActivationValues.of(means), OTHERWISE);
    }

    private static Excerpt excerpt(List<String> tokens) {
        return new Excerpt(
                "0/0", ExcerptSet.TOP, Split.VALID, null, tokens, ActivationValues.of(new float[tokens.size()]));
    }

    private static ActivationValues expected(TokenMeans table, List<String> tokens) {
        Map<String, Float> means = new HashMap<>();
        for (int i = 0; i < table.tokens().size(); i++) {
            means.put(table.tokens().get(i), table.means().get(i));
        }
        float[] expected = new float[tokens.size()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = means.getOrDefault(tokens.get(i), OTHERWISE);
        }
        return ActivationValues.of(expected);
    }
}
