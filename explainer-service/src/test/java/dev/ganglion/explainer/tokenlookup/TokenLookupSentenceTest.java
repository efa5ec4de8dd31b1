package dev.ganglion.explainer.tokenlookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Statistics;
import dev.ganglion.events.TokenTable;
import dev.ganglion.explainer.evidence.TokenOccurrences;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenLookupSentenceTest {

    private static final Statistics FIRING = new Statistics(1_000, 9, 0, 1, null, null);

    @Example
    void itNamesTheTokensOfTheHighestMeans() {
        assertThat(sentence(-0.05, row(" genus", 32, 10), row(" family", 29, 10), row(" the", -5, 100)))
                .isEqualTo("Fires on the tokens \" genus\" (3.2), \" family\" (2.9); elsewhere about −0.05.");
    }

    @Example
    void oneTokenIsSingular() {
        assertThat(sentence(0.123, row("\n", 1234, 10)))
                .isEqualTo("Fires on the token \"\\n\" (120); elsewhere about 0.12.");
    }

    @Example
    void aTokenSeenOnceWeighsLessThanOneSeenOften() {
        assertThat(sentence(0, row("once", 4, 1), row("often", 150, 50)))
                .startsWith("Fires on the tokens \"often\" (3), \"once\" (4);");
    }

    @Example
    void tokensThatSayLittleAreLeftOut() {
        assertThat(sentence(0, row("much", 300, 100), row("little", 10, 100)))
                .isEqualTo("Fires on the token \"much\" (3); elsewhere about 0.");
    }

    @Example
    void aTokenBelowZeroIsNotFiredOn() {
        assertThat(sentence(-2, row("less negative", -10, 100)))
                .isEqualTo("Fires on no token more than on others; about −2 on average.");
    }

    @Example
    void aTableWithoutTokensIsSaidToHaveNone() {
        assertThat(sentence(0.00001234)).isEqualTo("Fires on no token more than on others; about 0.000012 on average.");
    }

    @Example
    void aNeuronThatNeverFiresIsSaidToNeverFire() {
        // Given
        Statistics silent = new Statistics(1_000, 0, -0.1, 0.01, null, null);

        // When
        String sentence = TokenLookupSentence.of(occurrences(-0.1, row("a", -1, 10)), silent);

        // Then
        assertThat(sentence).isEqualTo("Never fires: its highest activation over the corpus is 0.");
    }

    @Example
    void numbersOfAnySizeStayShort() {
        assertThat(sentence(-1e-30, row("a", 2e30f, 1)))
                .isEqualTo("Fires on the token \"a\" (2E+30); elsewhere about −1E-30.");
    }

    @Property(tries = 500)
    void anyTableGivesOneBoundedLine(@ForAll("tables") TokenTable table) {
        // When
        String sentence = TokenLookupSentence.of(TokenOccurrences.of(table), FIRING);

        // Then
        assertThat(sentence).isNotBlank().hasSizeLessThanOrEqualTo(TokenLookupSentence.LONGEST);
        assertThat(sentence)
                .doesNotMatch("(?s).*[\\p{Cntrl}\\u200b-\\u200f\\u2028-\\u202e].*")
                .endsWith(".");
        assertThat(sentence).isEqualTo(TokenLookupSentence.of(TokenOccurrences.of(table), FIRING));
    }

    @Provide
    Arbitrary<TokenTable> tables() {
        Arbitrary<String> tokens = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings()
                        .withChars('\n', '\t', '"', '\\', ' ', '\u202e', '\ud83d', '\u0000')
                        .ofMaxLength(40),
                Arbitraries.of(" the", "bytes:\\xe2\\x80", "bytes:\\xe2\"", "😀", ""));
        Arbitrary<Float> sums = Arbitraries.floats().between(-1e6f, 1e6f);
        Arbitrary<Long> counts = Arbitraries.longs().between(1, 1_000_000);
        Arbitrary<Row> rows = Combinators.combine(tokens, sums, counts).as(Row::new);
        return Combinators.combine(
                        rows.list().ofMaxSize(30), Arbitraries.doubles().between(-10, 10))
                .as((list, mean) -> table(mean, list));
    }

    private static String sentence(double otherwise, Row... rows) {
        return TokenLookupSentence.of(occurrences(otherwise, rows), FIRING);
    }

    private static TokenOccurrences occurrences(double otherwise, Row... rows) {
        return TokenOccurrences.of(table(otherwise, List.of(rows)));
    }

    private static TokenTable table(double mean, List<Row> rows) {
        float[] sums = new float[rows.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = rows.get(i).sum();
        }
        return new TokenTable(
                rows.stream().map(Row::token).toList(),
                ActivationValues.of(sums),
                rows.stream().map(Row::count).toList(),
                mean);
    }

    private static Row row(String token, float sum, long count) {
        return new Row(token, sum, count);
    }

    private record Row(String token, float sum, long count) {}
}
