package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcerptsTest {

    @TempDir
    private Path directory;

    private final Words words = new Words();
    private CorpusCounts counts;

    @Test
    void documentsAreCutSeparatelyAndWhatIsLeftOverIsCounted() throws IOException {
        // Given
        Path file = corpus(
                "c.jsonl",
                """
                {"text": "a b c d e f g"}
                {"source": ["x", {"text": "no"}], "text": "short"}

                {"text": ""}
                {"text": "h i j", "n": 1e400}
                """);

        // When
        List<Excerpt> excerpts = read(file, 3);

        // Then
        assertThat(excerpts).extracting(words::text).containsExactly("a b c", " d e f", "h i j");
        assertThat(excerpts).extracting(e -> e.id().toString()).containsExactly("0/0", "0/1", "3/0");
        assertThat(counts).isEqualTo(new CorpusCounts(4, 3, 11, 2, 2));
    }

    @Test
    void aPlainTextIsOneDocument() throws IOException {
        // Given
        Path file = corpus("c.txt", "\ufeffa b c d e f é");

        // When
        List<Excerpt> excerpts = read(file, 3);

        // Then
        assertThat(excerpts).extracting(words::text).containsExactly("a b c", " d e f");
        assertThat(counts).isEqualTo(new CorpusCounts(1, 2, 7, 1, 0));
    }

    @Test
    void aDocumentOfManyMegabytesOnOneLineIsEncodedInPiecesAndGivesTheTokensOfTheWhole() throws IOException {
        // Given
        String text = IntStream.range(0, 2_000_000)
                .mapToObj(i -> "w" + i % 1_000 + (i % 7 == 0 ? "\\n" : ""))
                .collect(Collectors.joining(" "));
        Path file = corpus("c.jsonl", "{\"text\": \"" + text + "\"}\n");

        // When
        List<Excerpt> excerpts = read(file, 64);

        // Then
        int[] whole = words.encode(text.replace("\\n", "\n"));
        assertThat(Files.size(file)).isGreaterThan(8_000_000);
        assertThat(excerpts).hasSize(whole.length / 64);
        assertThat(excerpts.stream().flatMapToInt(e -> IntStream.of(e.tokens())).toArray())
                .isEqualTo(IntStream.of(whole).limit(whole.length / 64 * 64L).toArray());
        assertThat(excerpts.get(excerpts.size() - 1).id()).isEqualTo(new ExcerptId(0, excerpts.size() - 1));
    }

    @Test
    void theTokenizerNeverGetsMoreThanAPieceOfALargeDocument() throws IOException {
        // Given
        Path file = corpus("c.txt", "word ".repeat(200_000));

        // When
        read(file, 64);

        // Then
        assertThat(words.longestText).isBetween(1, TextPieces.LONGEST);
    }

    @Test
    void everyExcerptBeginsWithTheTokenTheModelWants() throws IOException {
        // Given
        words.begin = "<s>";
        Path file = corpus("c.jsonl", "{\"text\": \"a b c d e\"}\n{\"text\": \"f g\"}\n{\"text\": \"h\"}\n");

        // When
        List<Excerpt> excerpts = read(file, 3);

        // Then
        assertThat(excerpts).extracting(words::text).containsExactly("<s>a b", "<s> c d", "<s>f g");
        assertThat(counts).isEqualTo(new CorpusCounts(3, 3, 8, 2, 1));
    }

    @Test
    void aPieceThatGoesOnIsEncodedAsOne() throws IOException {
        // Given
        Path file = corpus("c.jsonl", "{\"text\": \"" + "word ".repeat(100_000) + "\"}\n{\"text\": \"a b\"}\n");

        // When
        read(file, 2);

        // Then
        assertThat(words.begun).isEqualTo(2);
        assertThat(words.continued).isEqualTo(2);
    }

    @Test
    void excerptsAreTheSameEachTime() throws IOException {
        // Given
        Excerpts excerpts = new Excerpts(Corpus.open(corpus("c.txt", "a b c d e f")), words, 2);

        // When
        List<Excerpt> once = read(excerpts);
        List<Excerpt> again = read(excerpts);

        // Then
        assertThat(again).usingRecursiveComparison().isEqualTo(once);
        assertThat(once).hasSize(3);
    }

    private Path corpus(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private List<Excerpt> read(Path file, int tokens) {
        return read(new Excerpts(Corpus.open(file), words, tokens));
    }

    private List<Excerpt> read(Excerpts excerpts) {
        List<Excerpt> all = new ArrayList<>();
        try (ExcerptCursor cursor = excerpts.open()) {
            for (Excerpt next = cursor.next(); next != null; next = cursor.next()) {
                all.add(next);
            }
            counts = cursor.counts();
        }
        return all;
    }
}
