package dev.ganglion.scorer.results.search;

import dev.ganglion.scorer.results.search.FoundExplanation.Highlight;
import java.util.ArrayList;
import java.util.List;

/** Finds the places of matches in a text that PostgreSQL has marked. */
final class Highlights {

    private static final char START = '\u0001';
    private static final char STOP = '\u0002';

    /** For {@code ts_headline}: the whole text, with marks that are in no text that people write. */
    static final String OPTIONS = "HighlightAll=true, StartSel=" + START + ", StopSel=" + STOP;

    private Highlights() {}

    /**
     * The places, in order. None if the text without its marks is not the same: it had such characters itself.
     *
     * @param marked the text with marks, or null if nothing was looked for in it
     */
    static List<Highlight> in(String text, String marked) {
        if (marked == null) {
            return List.of();
        }
        List<Highlight> places = new ArrayList<>();
        StringBuilder plain = new StringBuilder(text.length());
        int from = -1;
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == START) {
                from = plain.length();
            } else if (c == STOP && from >= 0) {
                places.add(new Highlight(from, plain.length()));
                from = -1;
            } else {
                plain.append(c);
            }
        }
        return plain.toString().equals(text) ? List.copyOf(places) : List.of();
    }
}
