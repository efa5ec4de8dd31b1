package dev.ganglion.scorer.api;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lines of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets
 * do not show: what models and corpora say is not ours.
 */
final class Csv {

    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One line with its end; null is an empty field, and numbers are what they are. */
    static String line(Object... fields) {
        return Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
