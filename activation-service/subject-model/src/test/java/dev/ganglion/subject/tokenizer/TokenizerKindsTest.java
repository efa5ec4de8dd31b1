package dev.ganglion.subject.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.fixture.TokenizerJson;
import dev.ganglion.subject.fixture.TokenizerKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokenizers as the architectures have them. */
class TokenizerKindsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void everyIdHasATextOfItsOwn(TokenizerKinds kind) {
        try (BpeTokenizer tokenizer = load(kind.json())) {
            // When
            List<String> texts = tokenizer.tokens(
                    IntStream.range(0, tokenizer.vocabularySize()).toArray());

            // Then
            assertThat(new HashSet<>(texts)).hasSize(tokenizer.vocabularySize());
        }
    }

    @Test
    void llama2ShowsSpacesAsSpacesAndBytesAsWhatTheyAre() {
        try (BpeTokenizer tokenizer = load(TokenizerKinds.LLAMA2.json())) {
            // When
            int[] ids = tokenizer.encode("the thin  é\n–");

            // Then
            assertThat(tokenizer.tokens(ids))
                    .containsExactly(
                            " the", " ", "th", "in", "  ", "é", "\n", "bytes:\\xe2", "bytes:\\x80", "bytes:\\x93");
            assertThat(tokenizer.token(3 + 'A'))
                    .as("the byte beside the token of text")
                    .isEqualTo("bytes:\\x41");
            assertThat(tokenizer.token(1)).isEqualTo("<s>");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTokenBeforeATextIsTheTokenizersOwnAndNeverAddedToTheTextsTokens(TokenizerKinds kind) {
        try (BpeTokenizer tokenizer = load(kind.json())) {
            // When
            int[] ids = tokenizer.encode("the");

            // Then
            String begin = tokenizer.tokens(tokenizer.begun(ids)).get(0);
            switch (kind) {
                case LLAMA2, LLAMA2_METASPACE -> assertThat(begin).isEqualTo(TokenizerKinds.BEGIN);
                case LLAMA3 -> assertThat(begin).isEqualTo(TokenizerKinds.BEGIN_OF_TEXT);
                default -> assertThat(tokenizer.begun(ids)).isEqualTo(ids);
            }
            assertThat(ids).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatGoesOnHasTheTokensItHasWithinTheWhole(TokenizerKinds kind) {
        try (BpeTokenizer tokenizer = load(kind.json())) {
            // Given
            int[] whole = tokenizer.encode("the inn er  the.\n\na");

            // When
            IntStream.Builder joined = IntStream.builder();
            IntStream.of(tokenizer.encode("the inn")).forEach(joined::add);
            IntStream.of(tokenizer.encodeNext(" er")).forEach(joined::add);
            IntStream.of(tokenizer.encodeNext("  the.\n\na")).forEach(joined::add);

            // Then
            assertThat(joined.build().toArray()).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongTextHasTheTokensItsPiecesAreCutFrom(TokenizerKinds kind) {
        // Given
        String text = "the inner  the. in a\n\nthe.\nathé -   thin.\n".repeat(40);

        try (BpeTokenizer whole = load(kind.json());
                BpeTokenizer inPieces = BpeTokenizer.load(write(kind.json()), 20)) {
            // Then
            assertThat(inPieces.encode(text)).isEqualTo(whole.encode(text));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongTextWithoutSpacesIsCutAtItsLineBreaks(TokenizerKinds kind) {
        // Given
        String text = "the\nin.\né.a\n".repeat(40);

        try (BpeTokenizer whole = load(kind.json());
                BpeTokenizer inPieces = BpeTokenizer.load(write(kind.json()), 20)) {
            // Then
            assertThat(inPieces.encode(text)).isEqualTo(whole.encode(text));
        }
    }

    @Test
    void aTextIsCutOnlyWhereNoTokenCanLieAcrossTheCut() {
        assertThat(cuts(TokenizerKinds.GPT2.json())).isEqualTo(Cuts.BEFORE_WHITE_SPACE);
        assertThat(cuts(TokenizerKinds.GPT_NEOX.json())).isEqualTo(Cuts.BEFORE_WHITE_SPACE);
        assertThat(cuts(TokenizerKinds.LLAMA2.json())).isEqualTo(Cuts.BEFORE_WHITE_SPACE);
        assertThat(cuts(TokenizerKinds.LLAMA3.json())).isEqualTo(Cuts.BEFORE_SPACE);

        ObjectNode acrossSpaces = TokenizerKinds.GPT2.json();
        TokenizerJson.addToken(acrossSpaces, TokenizerJson.size(), "<end of turn>");
        assertThat(cuts(acrossSpaces)).isEqualTo(Cuts.NOWHERE);

        ObjectNode stripping = TokenizerKinds.GPT2.json();
        ((ObjectNode) stripping.path("added_tokens").path(0)).put("rstrip", true);
        assertThat(cuts(stripping)).isEqualTo(Cuts.NOWHERE);
    }

    @Test
    void aTextThatMayBeCutNowhereIsTokenizedWhole() {
        // Given
        ObjectNode json = TokenizerKinds.GPT2.json();
        TokenizerJson.addToken(json, TokenizerJson.size(), "<end of turn>");

        try (BpeTokenizer inPieces = BpeTokenizer.load(write(json), 8)) {
            // Then
            assertThat(inPieces.tokens(inPieces.encode("a<end of turn>a<end of turn>a")))
                    .containsExactly("a", "<end of turn>", "a", "<end of turn>", "a");
        }
    }

    @Test
    void gpt2sTwoFilesGiveTheTokensOfTheOne() throws IOException {
        // Given
        String text = "in the café\n–" + TokenizerJson.END_OF_TEXT + "  then";
        ObjectNode json = TokenizerJson.json();
        ObjectNode vocabulary = json.withObject("model").withObject("vocab");
        vocabulary.put(TokenizerJson.END_OF_TEXT, TokenizerJson.size() - 1);
        Path parts = Files.createDirectory(directory.resolve("parts"));
        Files.writeString(parts.resolve("vocab.json"), vocabulary.toString());
        List<String> merges = new ArrayList<>(List.of("#version: 0.2"));
        json.path("model").path("merges").forEach(merge -> merges.add(merge.asText()));
        Files.write(parts.resolve("merges.txt"), merges);

        try (BpeTokenizer whole = load(TokenizerJson.json());
                BpeTokenizer ofParts = BpeTokenizer.load(TokenizerFiles.in(parts, "gpt2"))) {
            // Then
            assertThat(ofParts.encode(text)).isEqualTo(whole.encode(text));
            assertThat(ofParts.tokens(ofParts.encode(text))).isEqualTo(whole.tokens(whole.encode(text)));
        }
        assertThatThrownBy(() -> TokenizerFiles.in(parts, "qwen2"))
                .isInstanceOf(ModelException.class)
                .hasMessage("The model directory " + parts + " has no file tokenizer.json.");
    }

    @Test
    void aTokenizerThatIsNoObjectIsRefused() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("tokenizer.json"), "[]");

        // Then
        assertThatThrownBy(() -> BpeTokenizer.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + " is not a JSON object, but \"[]\".");
    }

    private static Cuts cuts(ObjectNode json) {
        return Cuts.of(json, Vocabulary.read(Path.of("tokenizer.json"), json));
    }

    private BpeTokenizer load(ObjectNode json) {
        return BpeTokenizer.load(write(json).main());
    }

    private TokenizerFiles write(ObjectNode json) {
        return new TokenizerFiles(List.of(TokenizerJson.write(directory.resolve("tokenizer.json"), json)));
    }
}
