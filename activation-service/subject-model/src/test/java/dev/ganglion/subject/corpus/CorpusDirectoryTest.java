package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory is all its files, in one order. */
class CorpusDirectoryTest {

    @TempDir
    private Path directory;

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private String digest() {
        return Corpus.open(directory).digest();
    }

    @Test
    void allFilesBelowItInTheOrderOfTheirNames() throws IOException {
        // Given
        write("b/2.txt", "five six");
        write("c.jsonl.gz", PackedFiles.gzip("{\"text\": \"seven eight\"}\n{\"text\": \"nine ten\"}"));
        write("a.jsonl", "{\"text\": \"one two\"}\n");
        write("b/1.txt.zst", PackedFiles.zstd("three four"));

        // Then
        assertThat(CompressedCorpusTest.texts(directory))
                .containsExactly("one two", "three four", "five six", "seven eight", "nine ten");
    }

    @Test
    void documentsEndWithTheirFiles() throws IOException {
        // Given
        write("a.txt", "one two three");
        write("b.txt", "four five");

        // Then
        assertThat(CompressedCorpusTest.texts(directory)).containsExactly("one two", "four five");
    }

    @Test
    void hiddenAndEmptyFilesArePassedOver() throws IOException {
        // Given
        write("a.txt", "one two");
        String digest = digest();
        write(".git/b.txt", "three four");
        write(".DS_Store", new byte[] {0, (byte) 0xff});
        write("c/.hidden.txt", "five six");
        write("d.txt", "");

        // Then
        assertThat(CompressedCorpusTest.texts(directory)).containsExactly("one two");
        assertThat(digest()).isEqualTo(digest);
    }

    @Test
    void filesThatAreLinksAreRead() throws IOException {
        // Given
        Path blob = write(".blobs/1", "{\"text\": \"one two\"}");
        Files.createSymbolicLink(directory.resolve("a.jsonl"), blob);

        // Then
        assertThat(CompressedCorpusTest.texts(directory)).containsExactly("one two");
    }

    @Test
    void aLinkInACircleIsRefused() throws IOException {
        // Given
        write("a.txt", "one two");
        Path link = Files.createSymbolicLink(directory.resolve("again"), directory);

        // Then
        assertThatThrownBy(() -> Corpus.open(directory))
                .isInstanceOf(CorpusException.class)
                .hasMessage("The corpus " + directory + " contains itself through the link " + link + "; remove it.");
    }

    @Test
    void aFileThatIsThereTwiceIsRefused() throws IOException {
        // Given
        write("a.txt", "one two");
        write("a.txt.gz", PackedFiles.gzip("one two"));

        // Then
        assertThatThrownBy(() -> Corpus.open(directory))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("which unpacked are the same file; take one away.");
    }

    @Test
    void theFileThatIsMalformedIsNamed() throws IOException {
        // Given
        write("a.txt", "one two");
        Path wrong = write("b.jsonl", "{}");

        // When
        CorpusException refusal =
                catchThrowableOfType(CorpusException.class, () -> CompressedCorpusTest.texts(directory));

        // Then
        assertThat(refusal).hasMessageStartingWith("The corpus " + wrong + ", line 1: it has no field");
    }

    @Test
    void aFileThatComesWhileItIsRead() throws IOException {
        // Given
        write("a.txt", "one two");
        try (ExcerptCursor cursor = new Excerpts(Corpus.open(directory), new Words(), 2).open()) {
            cursor.next();

            // When
            write("b.txt", "three four");
            CorpusException refusal = catchThrowableOfType(CorpusException.class, cursor::next);

            // Then
            assertThat(refusal).hasMessage("The corpus " + directory + " changed while it was read; start again.");
        }
    }

    @Test
    void theDigestIsOfNamesAndTexts() throws Exception {
        // Given
        write("a.txt", "one two");
        MessageDigest expected = MessageDigest.getInstance("SHA-256");
        expected.update("ganglion corpus directory 1\n".getBytes(StandardCharsets.UTF_8));
        expected.update(new byte[] {0, 0, 0, 5});
        expected.update("a.txt".getBytes(StandardCharsets.UTF_8));
        expected.update(MessageDigest.getInstance("SHA-256").digest("one two".getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(digest()).isEqualTo(HexFormat.of().formatHex(expected.digest()));
    }

    @Test
    void theDigestChangesWithAName() throws IOException {
        // Given
        Path file = write("a.txt", "one two");
        String digest = digest();

        // When
        Files.move(file, directory.resolve("b.txt"));

        // Then
        assertThat(digest()).isNotEqualTo(digest);
    }

    @Test
    void theDigestDoesNotChangeWithTheCompression() throws IOException {
        // Given
        Path file = write("a.txt", "one two");
        write("b.jsonl", "{\"text\": \"three four\"}");
        String digest = digest();

        // When
        Files.delete(file);
        write("a.txt.zst", PackedFiles.zstd("one two"));

        // Then
        assertThat(digest()).isEqualTo(digest);
        assertThat(CompressedCorpusTest.texts(directory)).containsExactly("one two", "three four");
    }
}
