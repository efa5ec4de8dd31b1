package dev.ganglion.subject.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.subject.fixture.TokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TokenizerPropertiesTest {

    private static final int SHORT_PIECE = 12;

    private static BpeTokenizer tokenizer;
    private static BpeTokenizer inShortPieces;

    @BeforeContainer
    static void load() throws IOException {
        Path file = Files.createTempFile("tokenizer", ".json");
        TokenizerJson.write(file, TokenizerJson.json());
        tokenizer = BpeTokenizer.load(file);
        inShortPieces = BpeTokenizer.load(new TokenizerFiles(List.of(file)), SHORT_PIECE);
        Files.delete(file);
    }

    @AfterContainer
    static void close() {
        tokenizer.close();
        inShortPieces.close();
    }

    @Property(tries = 500)
    void theBytesOfTheTokensAreTheBytesOfTheText(@ForAll String anyUtf16) {
        // When
        int[] ids = tokenizer.encode(anyUtf16);

        // Then
        assertThat(TokenBytes.of(tokenizer, ids)).isEqualTo(TokenBytes.utf8(anyUtf16));
    }

    @Property(tries = 500)
    void noByteIsLostOrChangedByCuttingTheText(@ForAll("codePoints") String text) {
        // When
        int[] ids = inShortPieces.encode(text);

        // Then
        assertThat(TokenBytes.of(inShortPieces, ids)).isEqualTo(TokenBytes.utf8(text));
    }

    @Property(tries = 500)
    void cuttingATextOfShortWordsChangesNoToken(@ForAll("shortWords") String text) {
        assertThat(inShortPieces.encode(text)).isEqualTo(tokenizer.encode(text));
    }

    @Provide
    Arbitrary<String> codePoints() {
        return Arbitraries.strings()
                .withCharRange('a', 'h')
                .withChars(" \u0000\u0085\u00a0\u2003\n\té–'")
                .ofMaxLength(60)
                .flatMap(text ->
                        Arbitraries.of("", "𝄞", "👩‍👩‍👧", "\ufeff").map(other -> other + text + other.repeat(9)));
    }

    @Provide
    Arbitrary<String> shortWords() {
        return Arbitraries.of("the", "then", "it's", "we'll", "–", "é", "12", "...", "a\n", "\tb", "<x>")
                .list()
                .ofMaxSize(60)
                .flatMap(words -> Arbitraries.of(" ", "  ", " \n ", "\n").map(space -> String.join(space, words)));
    }
}
