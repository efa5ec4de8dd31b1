package dev.ganglion.subject.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The bytes that tokens stand for, won back from the texts that are shown for them. */
final class TokenBytes {

    private TokenBytes() {}

    static byte[] of(Tokenizer tokenizer, int[] ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : tokenizer.tokens(ids)) {
            bytes.writeBytes(
                    text.startsWith("bytes:\\x")
                            ? HexFormat.of().parseHex(text.substring(6).replace("\\x", ""))
                            : utf8(text));
        }
        return bytes.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
