package dev.ganglion.subject.model;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over several files, each as its length (eight bytes, big-endian) and its bytes. */
final class ModelDigest {

    private static final int BUFFER = 1 << 16;

    private ModelDigest() {}

    /** @return 64 lower-case hexadecimal digits, which depend on the files' bytes and order and not on their names */
    static String of(List<Path> files) {
        return of(files, "");
    }

    /** @param more is digested after the files, as it is */
    static String of(List<Path> files, String more) {
        MessageDigest digest = sha256();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                digest.update(ByteBuffer.allocate(Long.BYTES)
                        .putLong(Files.size(file))
                        .flip());
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            } catch (IOException e) {
                throw ModelException.unreadable(file, e);
            }
        }
        return HexFormat.of().formatHex(digest.digest(more.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
