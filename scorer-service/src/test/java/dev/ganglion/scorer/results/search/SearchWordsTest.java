package dev.ganglion.scorer.results.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {

    @Test
    void wordsAreWhatIsBetweenEverythingElse() {
        assertThat(SearchWords.of("The cat's \"naïve\" & the 2nd | -one:* \u0000 日本"))
                .containsExactly("the", "cat", "s", "naïve", "2nd", "one", "日本");
    }

    @Test
    void moreWordsThanASearchHasAreLeftOut() {
        assertThat(SearchWords.of("a b c d e f g h i j k l m n o p")).hasSize(ExplanationFilter.MOST_WORDS);
    }

    @ParameterizedTest
    @CsvSource({
        "colour,colour,0",
        "colour,color,1",
        "colour,cloour,1",
        "colour,colours,1",
        "colour,kolour,1",
        "ab,ba,1",
        "abc,xyz,3"
    })
    void distanceIsHowManySlipsItTakes(String one, String other, int slips) {
        assertThat(SearchWords.distance(one, other)).isEqualTo(slips);
    }

    @Property(tries = 200)
    void everySlipIsOneStepAway(@ForAll @LowerChars @StringLength(min = 3, max = 12) String word) {
        assertThat(SearchWords.slips(word))
                .allSatisfy(slip -> assertThat(SearchWords.distance(word, slip)).isEqualTo(1));
    }
}
