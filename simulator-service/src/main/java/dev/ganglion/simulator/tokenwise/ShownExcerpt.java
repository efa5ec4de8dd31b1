package dev.ganglion.simulator.tokenwise;

import dev.ganglion.llm.prompt.ShownText;
import dev.ganglion.llm.prompt.ShownToken;
import java.util.List;
import java.util.function.IntFunction;

/** Tokens as prompts show them: one on a line, between {@value #START} and {@value #END}, which no shown token holds. */
public final class ShownExcerpt {

    public static final String START = "<start>";
    public static final String END = "<end>";

    /** Between a token and its activation; in no shown token. */
    public static final char TAB = '\t';

    private ShownExcerpt() {}

    /** The tokens alone. */
    public static String of(List<String> tokens) {
        StringBuilder shown = new StringBuilder(START).append('\n');
        for (String token : tokens) {
            shown.append(ShownToken.of(token)).append('\n');
        }
        return shown.append(END).toString();
    }

    /**
     * The tokens with what is known of each.
     *
     * @param activation of the token at an index
     */
    public static String of(List<String> tokens, IntFunction<?> activation) {
        StringBuilder shown = new StringBuilder(START).append('\n');
        for (int i = 0; i < tokens.size(); i++) {
            shown.append(ShownToken.of(tokens.get(i)))
                    .append(TAB)
                    .append(activation.apply(i))
                    .append('\n');
        }
        return shown.append(END).toString();
    }

    /** An explanation's words, as safe as a token: on one line, without anything that looks like a marker. */
    public static String explanation(String text) {
        return ShownText.of(List.of(text.strip()));
    }
}
