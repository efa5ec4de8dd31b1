package dev.ganglion.subject.corpus;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Texts, compressed by other code than the one under test. */
final class PackedFiles {

    private PackedFiles() {}

    /** One gzip member for each text. */
    static byte[] gzip(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            try (GZIPOutputStream member = new GZIPOutputStream(all)) {
                member.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toByteArray();
    }

    /** One zstd frame for each text. */
    static byte[] zstd(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.writeBytes(Zstd.compress(text.getBytes(StandardCharsets.UTF_8)));
        }
        return all.toByteArray();
    }
}
