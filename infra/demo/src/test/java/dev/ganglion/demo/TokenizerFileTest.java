package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TokenizerFileTest {

    private static final int VOCABULARY = 330;

    private static Path file;
    private static BytePairEncoding encoding;
    private static HuggingFaceTokenizer tokenizer;

    @BeforeContainer
    static void trainAndLoad() throws IOException {
        DjlEngine.stayOffline();
        encoding =
                BytePairTrainer.train(List.of(TinyText.ofSentences(200) + "naïve “quotes” — ".repeat(20)), VOCABULARY);
        file = Files.createTempFile("tokenizer", ".json");
        TokenizerFile.write(encoding, file);
        tokenizer = HuggingFaceTokenizer.builder()
                .optTokenizerPath(file)
                .optAddSpecialTokens(false)
                .optTruncation(false)
                .build();
    }

    @AfterContainer
    static void close() throws IOException {
        tokenizer.close();
        Files.delete(file);
    }

    @Property(tries = 500)
    void anyTextComesBackAsItWas(@ForAll String text) {
        Assume.that(isWholeUnicode(text));

        long[] ids = tokenizer.encode(text).getIds();

        assertThat(tokenizer.decode(ids, false)).isEqualTo(text);
        assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id < VOCABULARY);
    }

    @Example
    void wordsOfTheTrainingTextAreSingleTokens() {
        assertThat(tokenizer.encode("the sailor fears the whale").getTokens())
                .containsExactly("the", "Ġsailor", "Ġfears", "Ġthe", "Ġwhale");
    }

    @Example
    void theEncoderAppliesTheMergesInTheTrainersOrder() {
        // Given: the last word the trainer learnt, as its bytes
        String learnt = encoding.tokens().get(VOCABULARY - 2);

        // When
        String[] tokens = tokenizer.encode(learnt.replace('Ġ', ' ')).getTokens();

        // Then
        assertThat(tokens).containsExactly(learnt);
    }

    @Example
    void theFileNamesTheIdsInTheTrainersOrder() throws IOException {
        JsonNode model = new ObjectMapper().readTree(file.toFile()).get("model");

        for (int id = 0; id < VOCABULARY; id++) {
            assertThat(model.get("vocab").get(encoding.tokens().get(id)).asInt())
                    .isEqualTo(id);
        }
        assertThat(model.get("merges").size()).isEqualTo(encoding.merges().size());
    }

    @Example
    void theSameEncodingGivesTheSameBytes() throws IOException {
        Path again = Files.createTempFile("again", ".json");
        TokenizerFile.write(encoding, again);

        assertThat(again).hasSameBinaryContentAs(file);
        Files.delete(again);
    }

    @Example
    void theSubjectModelsTokenizerReadsTheFile() {
        String text = TinyText.ofSentences(50);

        try (BpeTokenizer reader = BpeTokenizer.load(file)) {
            assertThat(reader.vocabularySize()).isEqualTo(VOCABULARY);
            assertThat(String.join("", reader.tokens(reader.encode(text)))).isEqualTo(text);
        }
    }

    private static boolean isWholeUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
