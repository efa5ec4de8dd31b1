package dev.ganglion.subject.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes a token's bytes as the text that stands for it, as {@link Tokenizer#token} describes. */
final class TokenText {

    private static final String BYTES = "bytes:";
    private static final HexFormat HEX = HexFormat.of().withPrefix("\\x");

    private TokenText() {}

    static String of(byte[] token) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(token))
                    .toString();
            if (text.indexOf('\0') < 0 && !text.startsWith(BYTES + "\\x")) {
                return text;
            }
        } catch (CharacterCodingException pieceOfACharacter) {
            // Written byte by byte, below.
        }
        return inHex(token);
    }

    /** The form that every token has, and which tells apart two tokens whose bytes are the same. */
    static String inHex(byte[] token) {
        return BYTES + HEX.formatHex(token);
    }
}
