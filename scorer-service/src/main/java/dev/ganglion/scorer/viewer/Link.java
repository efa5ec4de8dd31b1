package dev.ganglion.scorer.viewer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds an address of the viewer. */
final class Link {

    private final StringBuilder text;
    private char separator = '?';

    private Link(String path) {
        text = new StringBuilder(path);
    }

    static Link to(String path) {
        return new Link(path);
    }

    /** Adds a parameter, unless it is null or empty. */
    Link with(String name, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            text.append(separator)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }

    /** A copy with one parameter more. */
    Link and(String name, Object value) {
        Link copy = new Link(text.toString());
        copy.separator = separator;
        return copy.with(name, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
