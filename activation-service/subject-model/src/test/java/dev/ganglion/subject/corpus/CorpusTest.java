package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

    @TempDir
    private Path directory;

    @Test
    void theDigestOfJsonLinesIsSha256OfTheFile() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("c.jsonl"), "abc");

        // When
        String digest = Corpus.open(file).digest();

        // Then, from FIPS 180-2, appendix B.1
        assertThat(digest).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theSameBytesReadInAnotherWayAreAnotherCorpus() throws IOException {
        // Given
        String lines = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
        Path asText = Files.writeString(directory.resolve("c.json"), lines);
        Path asLines = Files.writeString(directory.resolve("c.jsonl"), lines);
        Path alsoText = Files.writeString(directory.resolve("c.txt"), lines);

        // When
        String digest = Corpus.open(asText).digest();

        // Then
        assertThat(digest)
                .isNotEqualTo(Corpus.open(asLines).digest())
                .isEqualTo(Corpus.open(alsoText).digest());
    }

    @Test
    void aLongLineWithinTheBoundIsRead() throws IOException {
        // Given
        Path file = directory.resolve("c.jsonl");
        Files.writeString(file, "{\"text\": \"" + "word ".repeat(5 << 20) + "\"}");

        // When
        long excerpts;
        try (ExcerptCursor cursor = new Excerpts(Corpus.open(file), new Words(), 1 << 20).open()) {
            while (cursor.next() != null) {
                // Reads on to the end.
            }
            excerpts = cursor.counts().excerpts();
        }

        // Then
        assertThat(Files.size(file)).isGreaterThan(25_000_000);
        assertThat(excerpts).isEqualTo(5);
    }
}
