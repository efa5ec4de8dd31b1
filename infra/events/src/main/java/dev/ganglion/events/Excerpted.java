package dev.ganglion.events;

import java.util.regex.Pattern;

/** Text of unknown origin, cut short and without control characters, fit for an error message. */
final class Excerpted {

    /** Control and format characters (those that turn writing round too), line separators, halves of characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private Excerpted() {}

    /** A name or value, for quoting. */
    static String text(String text) {
        return cut(text, 80);
    }

    /** The first line of another library's message. */
    static String sentence(String message) {
        return cut(message == null ? "" : message.lines().findFirst().orElse(""), 300);
    }

    private static String cut(String text, int limit) {
        if (text == null) {
            return "";
        }
        String cut = text.length() <= limit ? text : text.substring(0, limit) + "…";
        return UNPRINTABLE.matcher(cut).replaceAll("\uFFFD");
    }
}
