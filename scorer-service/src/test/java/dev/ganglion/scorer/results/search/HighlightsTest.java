package dev.ganglion.scorer.results.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.scorer.results.search.FoundExplanation.Highlight;
import org.junit.jupiter.api.Test;

class HighlightsTest {

    @Test
    void placesAreThoseOfTheTextWithoutMarks() {
        assertThat(Highlights.in("a 😀 word, words", "a 😀 \u0001word\u0002, \u0001words\u0002"))
                .containsExactly(new Highlight(5, 9), new Highlight(11, 16));
    }

    @Test
    void aTextThatHasSuchCharactersItselfHasNoPlaces() {
        assertThat(Highlights.in("a \u0001 word", "a \u0001 \u0001word\u0002")).isEmpty();
    }

    @Test
    void withoutWordsThereAreNone() {
        assertThat(Highlights.in("a word", null)).isEmpty();
    }
}
