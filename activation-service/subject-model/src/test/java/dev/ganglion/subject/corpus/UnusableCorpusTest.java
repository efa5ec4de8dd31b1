package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is refused with one sentence that says what, where and what to do. */
class UnusableCorpusTest {

    private static final String GOOD = "{\"text\": \"one two three four\"}\n";

    @TempDir
    private Path directory;

    @Test
    void aMissingFile() {
        // Given
        Path file = directory.resolve("none.jsonl");

        // When
        String message = refusal(file);

        // Then
        assertThat(message).isEqualTo("The corpus " + file + " does not exist.");
    }

    @Test
    void aDirectoryWithoutAFile() {
        assertThat(refusal(directory))
                .isEqualTo("The corpus " + directory + " is empty; give it at least one document.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \n\t\n\r\n"})
    void anEmptyJsonlFile(String content) throws IOException {
        assertThat(refusal(write("c.jsonl", content))).endsWith("is empty; give it at least one document.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void anEmptyTextFile(String content) throws IOException {
        assertThat(refusal(write("c.txt", content))).endsWith("is empty; give it at least one document.");
    }

    @Test
    void onlyDocumentsShorterThanAnExcerpt() throws IOException {
        // Given
        Path file = write("c.jsonl", "{\"text\": \"one\"}\n{\"text\": \"one two three\"}\n");

        // When
        String message = refusal(file);

        // Then
        assertThat(message)
                .isEqualTo("No document of the corpus " + file
                        + " is as long as an excerpt of 4 tokens (the longest has 3);"
                        + " give it longer documents, or make excerpts shorter.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | it is not JSON (character",
                "{\"text\": \"a | it is not JSON (character",
                "{\"text\": \"a\" | it is not JSON (character",
                "{\"text\": \"a\\x\"} | it is not JSON (character",
                "\"text\" | it is not a JSON object; write each document as {\"text\": \"...\"} on a line.",
                "[{\"text\": \"a\"}] | it is not a JSON object",
                "{\"text\": \"a\"} {} | something follows the JSON object; write one object per line.",
                "{\"txt\": \"a\"} | it has no field \"text\"",
                "{\"text\": null} | its field \"text\" is not a string.",
                "{\"text\": [\"a\"]} | its field \"text\" is not a string.",
                "{\"text\": \"a\", \"text\": \"b\"} | it has the field \"text\" more than once.",
            })
    void aMalformedLine(String line, String problem) throws IOException {
        // Given
        Path file = write("c.jsonl", GOOD + "\r\n" + line + "\n" + GOOD);

        // When
        String message = refusal(file);

        // Then
        assertThat(message)
                .startsWith("The corpus " + file + ", line 3: " + problem)
                .endsWith(".");
    }

    @Test
    void utf16IsNotTakenForUtf8() throws IOException {
        // Given
        Path file = directory.resolve("c.jsonl");
        Files.write(file, GOOD.getBytes(StandardCharsets.UTF_16LE));

        // When
        String message = refusal(file);

        // Then
        assertThat(message).contains("line 1: it is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl", "c.txt"})
    void bytesThatAreNotUtf8(String name) throws IOException {
        // Given
        Path file = directory.resolve(name);
        Files.write(file, (GOOD + "{\"text\": \"one two three caf\u00e9\"}\n").getBytes(StandardCharsets.ISO_8859_1));

        // When
        String message = refusal(file);

        // Then
        assertThat(message)
                .isEqualTo("The corpus " + file + ", line 2: byte " + (GOOD.length() + 27)
                        + " of the file is not UTF-8; save the corpus as UTF-8.");
    }

    @Test
    void aFileThatEndsInTheMiddleOfACharacter() throws IOException {
        // Given
        Path file = directory.resolve("c.txt");
        Files.write(file, new byte[] {'a', ' ', 'b', (byte) 0xe2, (byte) 0x82});

        // When
        String message = refusal(file);

        // Then
        assertThat(message).contains("line 1: byte 3 of the file is not UTF-8");
    }

    @Test
    void aLineTooLongToHold() throws IOException {
        // Given
        Path file = directory.resolve("c.jsonl");
        byte[] mebibyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((GOOD + "{\"ignored\": \"").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 65; i++) {
                out.write(mebibyte);
            }
            out.write("\", \"text\": \"a\"}\n".getBytes(StandardCharsets.UTF_8));
        }

        // When
        String message = refusal(file);

        // Then
        assertThat(message)
                .isEqualTo("The corpus " + file + ", line 2: it is longer than 64 MiB; cut its document into several.");
    }

    @Test
    void aFileThatChangesWhileItIsRead() throws IOException {
        // Given
        Path file = write("c.jsonl", GOOD);
        Corpus corpus = Corpus.open(file);
        try (ExcerptCursor cursor = new Excerpts(corpus, new Words(), 4).open()) {
            cursor.next();

            // When
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            CorpusException refusal = catchThrowableOfType(CorpusException.class, cursor::next);

            // Then
            assertThat(refusal).hasMessage("The corpus " + file + " changed while it was read; start again.");
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static String refusal(Path file) {
        CorpusException refusal = catchThrowableOfType(CorpusException.class, () -> {
            try (ExcerptCursor cursor = new Excerpts(Corpus.open(file), new Words(), 4).open()) {
                while (cursor.next() != null) {
                    // Reads on to the end.
                }
            }
        });
        return refusal.getMessage();
    }
}
