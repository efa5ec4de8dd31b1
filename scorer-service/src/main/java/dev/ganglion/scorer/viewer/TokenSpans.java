package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Excerpt;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import java.util.List;

/**
 * The tokens of an excerpt as HTML, each coloured and with its figures. A page has some two thousand tokens: a template's loop
 * over them takes half of its time, so this alone is written by hand. Texts are escaped as templates escape them.
 */
final class TokenSpans {

    private static final HtmlEscaper ESCAPER = new HtmlEscaper(List.of("text/html"));

    private final StringBuilder html = new StringBuilder();
    private int position;

    /**
     * The next token.
     *
     * @param shades names of classes, each with a blank before it
     * @param figures its numbers in words
     */
    void add(String token, String shades, String figures) {
        boolean counts = position >= Excerpt.FIRST_COUNTED;
        html.append("<span class=\"t")
                .append(counts ? "" : " first")
                .append(shades)
                .append('"');
        if (position == 0) {
            // Where the keyboard enters; from there on, arrows walk.
            html.append(" tabindex=\"0\"");
        }
        html.append(" title=\"")
                .append(escaped(figures))
                .append(counts ? "" : " · first position, not counted")
                .append("\">")
                .append(escaped(ShownText.token(token)))
                .append("</span>");
        position++;
    }

    private static String escaped(String text) {
        return ESCAPER.map(text, null);
    }

    RawString html() {
        return new RawString(html.toString());
    }
}
