package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextPiecesTest {

    @Property(tries = 20)
    void piecesAreBoundedAndMakeUpTheText(@ForAll long seed) throws IOException {
        // Given
        String text = text(new Random(seed), 3 * TextPieces.LONGEST);

        // When
        List<String> pieces = pieces(text);

        // Then
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).allMatch(piece -> piece.length() <= TextPieces.LONGEST && !piece.isEmpty());
        assertThat(pieces.stream().skip(1)).allMatch(piece -> piece.startsWith(" "));
    }

    @Test
    void aTextWithoutSpacesIsCutBetweenCharacters() throws IOException {
        // Given
        String text = "x" + "\ud83d\ude00".repeat(TextPieces.LONGEST);

        // When
        List<String> pieces = pieces(text);

        // Then
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces.get(0)).hasSize(TextPieces.LONGEST - 1);
        assertThat(pieces).noneMatch(piece -> Character.isLowSurrogate(piece.charAt(0)));
    }

    @Test
    void aTextWithoutSpacesIsCutAtALineBreakIfItHasOne() throws IOException {
        // Given
        String text = "x".repeat(1_000) + "\n" + "x".repeat(TextPieces.LONGEST);

        // When
        List<String> pieces = pieces(text);

        // Then
        assertThat(pieces.get(0)).isEqualTo("x".repeat(1_000));
    }

    @Test
    void anEmptyTextHasNone() throws IOException {
        assertThat(pieces("")).isEmpty();
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(most);
        while (text.length() < length) {
            text.append(" \ud83d\ude00aé".substring(random.nextInt(5) == 0 ? 0 : 3));
        }
        return text.toString();
    }

    private static List<String> pieces(String text) throws IOException {
        TextPieces pieces = new TextPieces();
        pieces.start(new StringReader(text));
        List<String> all = new ArrayList<>();
        for (String piece = pieces.next(); piece != null; piece = pieces.next()) {
            all.add(piece);
        }
        return all;
    }
}
