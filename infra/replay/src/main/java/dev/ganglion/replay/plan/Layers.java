package dev.ganglion.replay.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some layers of a model, as an operator writes them: {@code 0-3,7}. */
public final class Layers implements IntPredicate {

    private static final Pattern PART = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?");

    private final List<Range> ranges;

    private record Range(int first, int last) {}

    private Layers(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * Reads numbers and ranges, both ends included.
     *
     * @throws IllegalArgumentException with one sentence, if a part is neither
     */
    public static Layers parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "--layers: \"" + part.strip() + "\" is no layer: write numbers and ranges, for example 0-3,7");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw new IllegalArgumentException(
                        "--layers: " + part.strip() + " ends before it begins: write " + last + "-" + first);
            }
            ranges.add(new Range(first, last));
        }
        return new Layers(ranges);
    }

    @Override
    public boolean test(int layer) {
        return ranges.stream().anyMatch(range -> range.first <= layer && layer <= range.last);
    }
}
