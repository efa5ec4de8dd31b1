package dev.ganglion.scorer.results;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some layers that follow each other.
 *
 * @param first from 0
 * @param last not below the first; it belongs to them
 */
public record LayerRange(int first, int last) {

    private static final Pattern PART = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?");
    private static final int MOST_PARTS = 200;

    /**
     * Reads numbers and ranges, both ends included: {@code 0-3,7}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static List<LayerRange> parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length > MOST_PARTS) {
            throw new IllegalArgumentException("layers must be at most " + MOST_PARTS + " numbers and ranges");
        }
        List<LayerRange> ranges = new ArrayList<>();
        for (String part : parts) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("layers must be numbers and ranges such as 0-3,7");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw new IllegalArgumentException("layers must be numbers and ranges such as 0-3,7, and " + first + "-"
                        + last + " ends before it begins");
            }
            ranges.add(new LayerRange(first, last));
        }
        return List.copyOf(ranges);
    }
}
