package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StrictUtf8InputTest {

    private static final int BLOCK = 1 << 16;

    @Property(tries = 2_000)
    void whatIsAcceptedIsWhatTheJdkDecodes(@ForAll("nearUtf8") byte[] bytes) throws IOException {
        assertThat(accepts(bytes)).isEqualTo(isUtf8(bytes));
    }

    @Property(tries = 200)
    void aCharacterMayLieAcrossTwoBlocks(
            @ForAll("nearUtf8") byte[] bytes, @ForAll @IntRange(min = 0, max = 6) int before) throws IOException {
        // Given
        byte[] shifted = new byte[BLOCK - before + bytes.length];
        Arrays.fill(shifted, (byte) 'a');
        System.arraycopy(bytes, 0, shifted, BLOCK - before, bytes.length);

        // When
        boolean accepted = accepts(shifted);

        // Then
        assertThat(accepted).isEqualTo(isUtf8(shifted));
    }

    @Provide
    Arbitrary<byte[]> nearUtf8() {
        Arbitrary<Byte> telling = Arbitraries.of(
                        0x41, 0x0a, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
                        0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff)
                .map(Integer::byteValue);
        return telling.array(byte[].class).ofMinSize(1).ofMaxSize(6);
    }

    private static boolean accepts(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("utf8", ".txt");
        try {
            Files.write(file, bytes);
            try (StrictUtf8Input in = new StrictUtf8Input(file, Files.newInputStream(file))) {
                byte[] read = in.readAllBytes();
                assertThat(read).isEqualTo(bytes);
                return true;
            } catch (CorpusException e) {
                return false;
            }
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
