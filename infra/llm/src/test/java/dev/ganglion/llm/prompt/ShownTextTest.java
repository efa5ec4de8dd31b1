package dev.ganglion.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTextTest {

    @Test
    void bytesOfOneCharacterAreShownAsTheCharacter() {
        // When
        String shown = ShownText.of(List.of("so", "bytes:\\x20\\xe2\\x80", "bytes:\\x94", " it"));

        // Then
        assertThat(shown).isEqualTo("so — it");
    }

    @Test
    void bytesThatAreNoCharacterAreShownAsBytes() {
        // When
        String shown = ShownText.of(List.of("so", "bytes:\\xe2\\x80", " \\x"));

        // Then
        assertThat(shown).isEqualTo("so\\xe2\\x80 \\\\x");
    }

    @Test
    void aMarkerMadeOfSeveralTokensIsWrittenOut() {
        // When
        String shown = ShownText.of(List.of("a<", "|", "endo", "ftext", "|", ">\n", "bytes:\\x3c", "s>"));

        // Then
        assertThat(shown).isEqualTo("a\\u{3c}|endoftext|>\\n\\u{3c}s>");
    }

    @Test
    void neighboursShareAPairOfMarks() {
        // When
        String shown = ShownText.highlighted(
                List.of("The", " genus", " Homo", " is", " one"), i -> i == 1 || i == 2 || i == 4);

        // Then
        assertThat(shown).isEqualTo("The⟦ genus Homo⟧ is⟦ one⟧");
    }
}
