package dev.ganglion.subject.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.fixture.TokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTokenizerTest {

    @TempDir
    Path directory;

    private Path file;
    private ObjectNode json;

    @BeforeEach
    void prepare() {
        file = directory.resolve("tokenizer.json");
        json = TokenizerJson.json();
    }

    @Test
    void mergesBytesIntoTokensAndShowsThemAsText() {
        try (BpeTokenizer tokenizer = load()) {
            // When
            int[] ids = tokenizer.encode("in the café\n");

            // Then
            assertThat(tokenizer.tokens(ids)).containsExactly("in", " the", " ", "c", "a", "f", "é", "\n");
        }
    }

    @Test
    void piecesOfACharacterAreShownAsBytes() {
        try (BpeTokenizer tokenizer = load()) {
            assertThat(tokenizer.tokens(tokenizer.encode("–"))).containsExactly("bytes:\\xe2\\x80", "bytes:\\x93");
        }
    }

    @Test
    void aSpecialTokenInTheTextIsThatToken() {
        try (BpeTokenizer tokenizer = load()) {
            // When
            int[] ids = tokenizer.encode("a" + TokenizerJson.END_OF_TEXT + "b");

            // Then
            assertThat(tokenizer.tokens(ids)).containsExactly("a", TokenizerJson.END_OF_TEXT, "b");
            assertThat(ids[1]).isEqualTo(TokenizerJson.size() - 1);
        }
    }

    @Test
    void everyIdHasATextOfItsOwn() {
        // Given
        TokenizerJson.addToken(json, TokenizerJson.size(), "the");

        try (BpeTokenizer tokenizer = load()) {
            // When
            List<String> texts = tokenizer.tokens(
                    IntStream.range(0, tokenizer.vocabularySize()).toArray());

            // Then
            assertThat(new HashSet<>(texts)).hasSize(TokenizerJson.size() + 1);
            assertThat(texts).last().isEqualTo("bytes:\\x74\\x68\\x65");
        }
    }

    @Test
    void aNulIsNeverShownAsText() {
        try (BpeTokenizer tokenizer = load()) {
            assertThat(tokenizer.tokens(tokenizer.encode("\0"))).containsExactly("bytes:\\x00");
        }
    }

    @Test
    void truncationAndPaddingInTheFileAreIgnored() {
        // Given
        json.putObject("truncation")
                .put("direction", "Right")
                .put("max_length", 4)
                .put("strategy", "LongestFirst")
                .put("stride", 0);
        json.putObject("padding")
                .put("direction", "Right")
                .putNull("pad_to_multiple_of")
                .put("pad_id", 0)
                .put("pad_type_id", 0)
                .put("pad_token", "!")
                .putObject("strategy")
                .put("Fixed", 8);

        try (BpeTokenizer tokenizer = load()) {
            assertThat(tokenizer.encode("xyzxyz")).hasSize(6);
            assertThat(tokenizer.encode("x")).hasSize(1);
        }
    }

    @Test
    void aTextOfManyMegabytesOnOneLineIsTokenized() {
        // Given
        String text = "the dog in the sea. ".repeat(100_000);

        try (BpeTokenizer tokenizer = load()) {
            // When
            int[] once = tokenizer.encode("the dog in the sea. ");
            int[] ids = tokenizer.encode(text);

            // Then
            assertThat(once.length).isGreaterThan(5);
            assertThat(String.join("", tokenizer.tokens(ids))).isEqualTo(text);
        }
    }

    @Test
    void aLongTextWithoutASpaceIsTokenized() {
        // Given
        String text = "é𝄞".repeat(100_000);

        try (BpeTokenizer tokenizer = load()) {
            // Then
            assertThat(TokenBytes.of(tokenizer, tokenizer.encode(text))).isEqualTo(TokenBytes.utf8(text));
        }
    }

    @Test
    void anUnpairedSurrogateIsReadAsAQuestionMark() {
        try (BpeTokenizer tokenizer = load()) {
            assertThat(tokenizer.tokens(tokenizer.encode("x\ud834y\udd1e"))).containsExactly("x", "?", "y", "?");
        }
    }

    @Test
    void anIdOutsideTheVocabularyHasNoText() {
        try (BpeTokenizer tokenizer = load()) {
            assertThatThrownBy(() -> tokenizer.token(TokenizerJson.size()))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aFileThatIsNotJsonIsRefusedWithOneSentence() throws IOException {
        // Given
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1");

        // Then
        assertRefused("is not valid JSON");
    }

    @Test
    void aMissingFileIsRefusedWithOneSentence() {
        assertRefused("does not exist");
    }

    @Test
    void anotherKindOfTokenizerIsRefusedWithOneSentence() {
        // Given
        json.withObject("model").put("type", "Unigram");
        TokenizerJson.write(file, json);

        // Then
        assertRefused("a tokenizer of type \"Unigram\"");
    }

    @Test
    void aTokenThatIsNotWrittenInBytesIsRefusedWithOneSentence() {
        // Given
        json.withObject("model").withObject("vocab").put("▁the", 265);
        json.withArray("added_tokens").removeAll();
        TokenizerJson.write(file, json);

        // Then
        assertRefused("its token \"▁the\" with id 265 has a character that stands for no byte");
    }

    @Test
    void aVocabularyWithoutAByteIsRefusedWithOneSentence() {
        // Given
        ObjectNode vocabulary = json.withObject("model").withObject("vocab");
        vocabulary.set("AA", vocabulary.remove("A"));
        TokenizerJson.write(file, json);

        // Then
        assertRefused("it has no token for the byte 0x41");
    }

    @Test
    void aGapInTheIdsIsRefusedWithOneSentence() {
        // Given
        TokenizerJson.addToken(json, 1000, "<far>");
        TokenizerJson.write(file, json);

        // Then
        assertRefused("has no token with id " + TokenizerJson.size() + ", but one with id 1000");
    }

    @Test
    void anIdGivenTwiceIsRefusedWithOneSentence() {
        // Given
        json.withObject("model").withObject("vocab").put("zz", 66);
        TokenizerJson.write(file, json);

        // Then
        assertRefused("gives id 66 to two tokens, \"B\" and \"zz\"");
    }

    @Test
    void whatTheNativeCodeRefusesIsRefusedWithOneSentence() {
        // Given
        json.withObject("model").withArray("merges").add("no such");
        TokenizerJson.write(file, json);

        // Then
        assertRefused("is not a tokenizer that can be loaded");
    }

    private BpeTokenizer load() {
        return BpeTokenizer.load(TokenizerJson.write(file, json));
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> BpeTokenizer.load(file).close())
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }
}
