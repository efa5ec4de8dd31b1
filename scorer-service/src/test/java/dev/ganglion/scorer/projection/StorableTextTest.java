package dev.ganglion.scorer.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StorableTextTest {

    /** Any UTF-16, halves of pairs and U+0000 often among it. */
    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                        Arbitraries.chars().all(),
                        Arbitraries.chars().range('\uD800', '\uDFFF'),
                        Arbitraries.of('\0', 'a'))
                .list()
                .ofMaxSize(20)
                .map(characters -> {
                    StringBuilder text = new StringBuilder();
                    characters.forEach(text::append);
                    return text.toString();
                });
    }

    @Property
    void theResultIsUtf8WithoutNulAndAsLongAsItWas(@ForAll("anything") String text) {
        String storable = StorableText.of(text);

        assertThat(storable).hasSameSizeAs(text).doesNotContain("\0");
        assertThat(new String(storable.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(storable);
    }

    @Property
    void whatIsStorableStaysAsItIs(@ForAll("anything") String text) {
        String storable = StorableText.of(text);

        assertThat(StorableText.of(storable)).isSameAs(storable);
    }

    @Example
    void aPairCutInTwoIsNoText() {
        assertThat(StorableText.atMost(3, "ab\uD83D\uDE00")).isEqualTo("ab\uFFFD");
    }
}
