package dev.ganglion.simulator.logprobs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language model's token as far as it can be read from a server's spelling. A token that is no whole UTF-8 comes as
 * {@code bytes: \xe2\x80}, {@code \xe2\x80}, <code>&lt;0xE2&gt;</code>, or with U+FFFD for what cannot be shown.
 */
final class TokenSpelling {

    private static final String PREFIX = "bytes:";
    private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9a-fA-F]{2})|<0x([0-9a-fA-F]{2})>");
    private static final Pattern REPLACEMENTS = Pattern.compile("\uFFFD+");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[\u0080-\u00ff]+");

    private TokenSpelling() {}

    /**
     * The pieces of the token that can be read. There is one, if all of it can be; else there are bytes of characters beyond
     * ASCII between each two, and pieces may be empty.
     */
    static List<String> pieces(String token) {
        if (!ESCAPED.matcher(token).find()) {
            return List.of(REPLACEMENTS.split(token, -1));
        }
        byte[] bytes = bytes(token.startsWith(PREFIX) ? token.substring(PREFIX.length()) : token);
        try {
            return List.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return List.of(BEYOND_ASCII.split(new String(bytes, StandardCharsets.ISO_8859_1), -1));
        }
    }

    private static byte[] bytes(String spelled) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escaped = ESCAPED.matcher(spelled);
        int from = 0;
        while (escaped.find()) {
            bytes.writeBytes(spelled.substring(from, escaped.start()).getBytes(StandardCharsets.UTF_8));
            String hex = escaped.group(1) == null ? escaped.group(2) : escaped.group(1);
            bytes.write(HexFormat.fromHexDigits(hex));
            from = escaped.end();
        }
        bytes.writeBytes(spelled.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
