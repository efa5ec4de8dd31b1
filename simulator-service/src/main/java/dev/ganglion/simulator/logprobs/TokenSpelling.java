package dev.ganglion.simulator.logprobs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language model's token as far as it can be read from a server's spelling. A token that is no whole UTF-8 comes as
 * {@code bytes:\xe2\x80}, {@code \xe2\x80}, <code>&lt;0xE2&gt;</code>, or with U+FFFD for what cannot be shown.
 *
 * @param head what can be read at its beginning; all of it, if nothing is missing
 * @param gap whether bytes of characters beyond ASCII follow
 * @param tail what can be read after the gap
 */
record TokenSpelling(String head, boolean gap, String tail) {

    private static final Pattern BYTES = Pattern.compile("(?:bytes:)?((?:\\\\x[0-9a-fA-F]{2})+)|<0x([0-9a-fA-F]{2})>");

    private static final char REPLACEMENT = '\uFFFD';

    static TokenSpelling of(String token) {
        Matcher bytes = BYTES.matcher(token);
        if (bytes.matches()) {
            String hex =
                    bytes.group(1) == null ? bytes.group(2) : bytes.group(1).replace("\\x", "");
            return ofBytes(HexFormat.of().parseHex(hex));
        }
        int first = token.indexOf(REPLACEMENT);
        return first < 0
                ? new TokenSpelling(token, false, "")
                : new TokenSpelling(
                        token.substring(0, first), true, token.substring(token.lastIndexOf(REPLACEMENT) + 1));
    }

    private static TokenSpelling ofBytes(byte[] bytes) {
        try {
            return new TokenSpelling(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    false,
                    "");
        } catch (CharacterCodingException e) {
            int head = 0;
            while (bytes[head] >= 0) {
                head++;
            }
            int tail = bytes.length;
            while (bytes[tail - 1] >= 0) {
                tail--;
            }
            return new TokenSpelling(ascii(bytes, 0, head), true, ascii(bytes, tail, bytes.length));
        }
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
