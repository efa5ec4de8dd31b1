package dev.ganglion.llm.prompt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An excerpt as running text on one line of a prompt: tokens put together, as safe as {@link ShownToken}. Bytes of
 * neighbouring tokens that make up whole characters are shown as those. What stands between tokens is lost; to ask about
 * each token, show one on a line.
 */
public final class ShownText {

    private ShownText() {}

    /** The tokens' text. */
    public static String of(List<String> tokens) {
        return run(tokens);
    }

    /**
     * The tokens' text with some tokens between {@link ShownToken#OPEN} and {@link ShownToken#CLOSE}; neighbours share a
     * pair.
     *
     * @param highlighted whether the token at this index is
     */
    public static String highlighted(List<String> tokens, IntPredicate highlighted) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < tokens.size(); ) {
            boolean marked = highlighted.test(from);
            int to = from + 1;
            while (to < tokens.size() && highlighted.test(to) == marked) {
                to++;
            }
            String run = run(tokens.subList(from, to));
            text.append(marked ? ShownToken.OPEN + run + ShownToken.CLOSE : run);
            from = to;
        }
        return text.toString();
    }

    /** Escaped as a whole: a marker may be made of several tokens. */
    private static String run(List<String> tokens) {
        StringBuilder shown = new StringBuilder();
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String token : tokens) {
            if (ShownToken.isBytes(token)) {
                bytes.writeBytes(ShownToken.bytes(token));
            } else {
                take(bytes, text, shown);
                text.append(token);
            }
        }
        take(bytes, text, shown);
        return shown.append(ShownToken.text(text.toString())).toString();
    }

    /** Takes bytes to the text they follow; what is no text stands alone. */
    private static void take(ByteArrayOutputStream bytes, StringBuilder text, StringBuilder shown) {
        if (bytes.size() == 0) {
            return;
        }
        try {
            text.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
        } catch (CharacterCodingException e) {
            shown.append(ShownToken.text(text.toString()));
            text.setLength(0);
            for (byte b : bytes.toByteArray()) {
                shown.append(String.format("\\x%02x", b));
            }
        }
        bytes.reset();
    }
}
