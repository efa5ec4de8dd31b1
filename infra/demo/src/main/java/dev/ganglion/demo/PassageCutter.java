package dev.ganglion.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into passages: stretches of it, word for word, from the start of a line or sentence to the end of one. */
final class PassageCutter {

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?][\"'”’)\\]]*\\s+|\\s*\\n\\s*|$");

    private PassageCutter() {}

    /**
     * All passages of a text, without overlap and each once, in order. A passage ends with the first line that makes it
     * long enough, or with the first sentence if that line would make it twice as long; what is longer even so (a table,
     * a list) is left out, as is an end that is too short.
     *
     * @param least length in characters
     */
    static List<String> cut(String text, int least) {
        Set<String> passages = new LinkedHashSet<>();
        int start = pastSpace(text, 0);
        while (start + least <= text.length()) {
            int end = lineEnd(text, start + least);
            if (end - start > 2 * least) {
                end = sentenceEnd(text, start + least);
            }
            String passage = text.substring(start, end).strip();
            if (passage.length() >= least && passage.length() <= 2 * least) {
                passages.add(passage);
            }
            start = pastSpace(text, end);
        }
        return new ArrayList<>(passages);
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int sentenceEnd(String text, int from) {
        Matcher end = SENTENCE_END.matcher(text);
        return end.find(from) ? end.end() : text.length();
    }

    private static int pastSpace(String text, int from) {
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }
}
