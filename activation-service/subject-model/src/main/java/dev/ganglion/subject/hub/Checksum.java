package dev.ganglion.subject.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the hub says a file's content is, in its ETag: the SHA-256 of a large file, the SHA-1 that git gives to a small one
 * as a blob. It is the file's name in the cache too.
 *
 * @param hex lower-case hexadecimal digits, 64 or 40
 */
record Checksum(String hex) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{40}");
    private static final int SHA256_DIGITS = 64;

    /** Reads an ETag, weak or strong; empty if it is neither of the two. */
    static Optional<Checksum> ofETag(String tag) {
        String hex = tag.replaceFirst("^W/", "").replace("\"", "");
        return HEX.matcher(hex).matches() ? Optional.of(new Checksum(hex)) : Optional.empty();
    }

    /**
     * Begins to compute that of a file.
     *
     * @param size bytes of the file, which git puts before them
     */
    MessageDigest begin(long size) {
        try {
            if (hex.length() == SHA256_DIGITS) {
                return MessageDigest.getInstance("SHA-256");
            }
            MessageDigest git = MessageDigest.getInstance("SHA-1");
            git.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
            return git;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256 and SHA-1", e);
        }
    }

    /** Whether what was computed is this. Ends the computation. */
    boolean matches(MessageDigest computed) {
        return hex.equals(HexFormat.of().formatHex(computed.digest()));
    }
}
