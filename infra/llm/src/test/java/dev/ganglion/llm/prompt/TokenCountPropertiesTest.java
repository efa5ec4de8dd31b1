package dev.ganglion.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.model.CompletionRequest;
import dev.ganglion.llm.model.ModelSettings;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TokenCountPropertiesTest {

    private final TokenCount known = TokenCount.forModel("gpt-4o-mini");
    private final TokenCount unknown = TokenCount.forModel("somebody/some-model");

    @Property(tries = 300)
    void theBoundIsNeverBelowTheCount(@ForAll String text) {
        assertThat(known.of(List.of(text))).isLessThanOrEqualTo(TokenCount.bound(List.of(text)));
    }

    @Property(tries = 300)
    void withoutAVocabularyTheCountIsTheBound(@ForAll String text) {
        assertThat(unknown.of(List.of(text))).isEqualTo(TokenCount.bound(List.of(text)));
    }

    @Example
    void specialTokensAreCountedAsTextAndNotObeyed() {
        assertThat(known.of(List.of("<|endoftext|>"))).isGreaterThan(known.of(List.of("")));
    }

    @Example
    void aPromptThatIsTooLongByTheBoundMayStillFitByTheCount() {
        // Given: 4,000 bytes, 1,000 words of common English
        ModelSettings settings = new ModelSettings("gpt-4o-mini", null, null, 100, 2_000, null, null);
        CompletionRequest english = new CompletionRequest(settings, "the ".repeat(1_000), 0, false);
        CompletionRequest tooLong = new CompletionRequest(settings, "the ".repeat(3_000), 0, false);

        // Then
        assertThat(known.fits(english)).isTrue();
        assertThat(unknown.fits(english)).isFalse();
        assertThat(known.fits(tooLong)).isFalse();
    }

    @Example
    void newerModelsOfAFamilyAreCountedWithItsVocabulary() {
        assertThat(TokenCount.forModel("gpt-4.1-mini").exact()).isTrue();
        assertThat(TokenCount.forModel("openai/gpt-5-mini").exact()).isTrue();
        assertThat(TokenCount.forModel("llama3.1:8b").exact()).isFalse();
    }
}
