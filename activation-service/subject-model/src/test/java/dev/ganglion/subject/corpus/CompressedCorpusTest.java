package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A compressed corpus is what it unpacks to; a damaged one is refused, and nothing of it is left out in silence. */
class CompressedCorpusTest {

    private static final String ONE = "{\"text\": \"one two\"}\n";
    private static final String TWO = "{\"text\": \"three four\"}\n";

    @TempDir
    private Path directory;

    private static byte[] packed(String name, String... texts) {
        return name.endsWith(".gz") ? PackedFiles.gzip(texts) : PackedFiles.zstd(texts);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    static List<String> texts(Path corpus) {
        Words words = new Words();
        List<String> texts = new ArrayList<>();
        try (ExcerptCursor cursor = new Excerpts(Corpus.open(corpus), words, 2).open()) {
            for (Excerpt excerpt = cursor.next(); excerpt != null; excerpt = cursor.next()) {
                texts.add(words.text(excerpt));
            }
        }
        return texts;
    }

    private static String refusal(Path corpus) {
        return catchThrowableOfType(CorpusException.class, () -> texts(corpus)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl.gz", "c.jsonl.zst", "C.JSONL.GZ"})
    void jsonLines(String name) throws IOException {
        assertThat(texts(write(name, packed(name.toLowerCase(), ONE + TWO)))).containsExactly("one two", "three four");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.txt.gz", "c.txt.zst", "c.gz"})
    void plainText(String name) throws IOException {
        assertThat(texts(write(name, packed(name, "one two three four")))).containsExactly("one two", " three four");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl.gz", "c.jsonl.zst"})
    void severalMembersOneAfterTheOther(String name) throws IOException {
        assertThat(texts(write(name, packed(name, ONE, "", TWO)))).containsExactly("one two", "three four");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.txt.gz", "c.txt.zst"})
    void membersLargerThanEveryBuffer(String name) throws IOException {
        // Given
        byte[] noise = new byte[200_000];
        new java.util.Random(1).nextBytes(noise);
        String text = java.util.HexFormat.of().formatHex(noise);
        Path plain = write("c.txt", (text + text + "end").getBytes(StandardCharsets.UTF_8));

        // When
        Path compressed = write(name, packed(name, text, text, "end"));

        // Then
        assertThat(Corpus.open(compressed).digest())
                .isEqualTo(Corpus.open(plain).digest());
    }

    @Test
    void aGzipHeaderWithEverything() throws IOException {
        // Given
        byte[] plain = PackedFiles.gzip(ONE);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Arrays.copyOf(plain, 10));
        file.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
        file.writeBytes("name\0comment\0".getBytes(StandardCharsets.UTF_8));
        file.writeBytes(new byte[] {1, 2});
        file.writeBytes(Arrays.copyOfRange(plain, 10, plain.length));
        byte[] all = file.toByteArray();
        all[3] = 2 | 4 | 8 | 16;

        // Then
        assertThat(texts(write("c.jsonl.gz", all))).containsExactly("one two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl.gz", "c.jsonl.zst"})
    void whereverItIsCutOffItIsRefused(String name) throws IOException {
        // Given
        byte[] first = packed(name, ONE);
        byte[] whole = packed(name, ONE, TWO);

        // Then
        for (int length = 1; length < whole.length; length++) {
            if (length != first.length) {
                assertThat(refusal(write(name, Arrays.copyOf(whole, length))))
                        .as("cut off after %d of %d bytes", length, whole.length)
                        .startsWith("The corpus " + directory.resolve(name) + " cannot be unpacked as ")
                        .endsWith("; fetch or compress it again.");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl.gz", "c.jsonl.zst"})
    void whateverFollowsIsRefused(String name) throws IOException {
        // Given
        byte[] whole = packed(name, ONE, TWO);
        byte[] more = Arrays.copyOf(whole, whole.length + 20);
        Arrays.fill(more, whole.length, more.length, (byte) 'x');

        // Then
        assertThat(refusal(write(name, more))).contains("cannot be unpacked");
    }

    @Test
    void oneWrongBitIsRefused() throws IOException {
        // Given
        String name = "c.jsonl.gz";
        byte[] whole = packed(name, ONE + TWO);

        // Then
        for (int at = 10; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 4;
            assertThat(refusal(write(name, wrong))).as("byte %d", at).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl.gz", "c.jsonl.zst"})
    void whatIsNotCompressed(String name) throws IOException {
        assertThat(refusal(write(name, ONE.getBytes(StandardCharsets.UTF_8)))).contains("cannot be unpacked");
    }

    @Test
    void aMalformedLineIsNamedAsItStandsInTheText() throws IOException {
        // Given
        Path file = write("c.jsonl.gz", packed(".gz", ONE + "{}\n"));

        // Then
        assertThat(refusal(file)).startsWith("The corpus " + file + ", line 2: it has no field \"text\"");
    }

    @Test
    void bytesThatAreNotUtf8AreCountedInTheText() throws IOException {
        // Given
        Path file = write("c.txt.zst", Zstd.compress(new byte[] {'a', ' ', (byte) 0xff}));

        // Then
        assertThat(refusal(file)).contains("byte 2 of the unpacked file is not UTF-8");
    }

    @Test
    void aGzipBombIsLeftAfterABoundedNumberOfBytes() throws IOException {
        // Given
        Path file = directory.resolve("c.txt.gz");
        byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        }

        // Then
        assertThatIsABomb(file);
    }

    @Test
    void aZstdBombIsLeftAfterABoundedNumberOfBytes() throws IOException {
        // Given
        Path file = directory.resolve("c.txt.zst");
        byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        }

        // Then
        assertThatIsABomb(file);
    }

    private static void assertThatIsABomb(Path file) {
        CorpusException refusal = catchThrowableOfType(
                CorpusException.class, () -> Corpus.open(file).digest());
        assertThat(refusal)
                .hasMessage("The corpus " + file + " unpacks to more than 250 times its size, which no text does;"
                        + " unpack it yourself if it is meant.");
    }

    @Test
    void aZstdWindowLargerThanTheMemoryForIt() throws IOException {
        // Given
        // Magic number, no options, a window of 2^28 bytes, one raw block of seven bytes that is the last.
        byte[] head = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (28 - 10 << 3), 7 << 3 | 1, 0, 0};
        byte[] frame = Arrays.copyOf(head, head.length + 7);
        System.arraycopy("one two".getBytes(StandardCharsets.UTF_8), 0, frame, head.length, 7);
        Path file = write("c.txt.zst", frame);
        frame[5] = (byte) (27 - 10 << 3);
        Path largest = write("d.txt.zst", frame);

        // Then
        assertThat(refusal(file)).contains("its window is larger than 128 MiB");
        assertThat(texts(largest)).containsExactly("one two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.tar", "c.tar.gz", "c.tgz", "c.zip", "c.txt.bz2", "c.jsonl.xz", "c.parquet"})
    void whatIsNotReadIsSaidSo(String name) throws IOException {
        assertThat(refusal(write(name, new byte[] {1})))
                .isEqualTo("The corpus " + directory.resolve(name) + " is an archive or compressed in a way that is not"
                        + " read; unpack it, or compress its text with gzip or zstd.");
    }

    @Test
    void theDigestIsThatOfTheText() throws IOException {
        // Given
        String plain = Corpus.open(write("c.jsonl", (ONE + TWO).getBytes(StandardCharsets.UTF_8)))
                .digest();

        // Then
        assertThat(Corpus.open(write("c.jsonl.gz", packed(".gz", ONE, TWO))).digest())
                .isEqualTo(plain);
        assertThat(Corpus.open(write("c.jsonl.zst", packed(".zst", ONE + TWO))).digest())
                .isEqualTo(plain);
    }
}
