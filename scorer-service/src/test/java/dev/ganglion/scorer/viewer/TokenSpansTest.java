package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenSpansTest {

    private final TokenSpans spans = new TokenSpans();

    @Test
    void whatATokenSaysIsShownAsTextWhateverItIs() {
        // When
        spans.add("<script>alert(\"1\")</script>", " a10", "actual 1.00");
        spans.add(" &amp'\u202E", "", "0.00");

        // Then
        assertThat(spans.html().getValue())
                .isEqualTo(
                        "<span class=\"t first a10\" tabindex=\"0\" title=\"actual 1.00 · first position, not counted\">"
                                + "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</span>"
                                + "<span class=\"t\" title=\"0.00\"> &amp;amp&#39;‹202E›</span>");
    }

    @Test
    void onlyTheFirstTokenIsReachedByTheKeyboardAndCountsNowhere() {
        // When
        spans.add("a", "", "0.00");
        spans.add("b", " a1", "1.00");

        // Then
        assertThat(spans.html().getValue())
                .containsOnlyOnce("tabindex")
                .containsOnlyOnce("not counted")
                .endsWith("<span class=\"t a1\" title=\"1.00\">b</span>");
    }
}
