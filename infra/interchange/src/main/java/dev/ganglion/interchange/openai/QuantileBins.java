package dev.ganglion.interchange.openai;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The ranges of quantiles that bins of excerpts stand for, {@code 0.5-0.9}, and their boundaries. */
final class QuantileBins {

    /** The bins of the published records, as their viewer says. */
    private static final List<Double> PUBLISHED = List.of(0.0, 0.5, 0.9, 0.99, 0.999);

    private static final String NUMBER = "([0-9.]{1,20}(?:E-?[0-9]{1,3})?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "-" + NUMBER);

    private QuantileBins() {}

    /**
     * The range of each bin; nothing if it is not known which they are.
     *
     * @param boundaries as published, or null. They are taken for quantiles if they ascend from 0 to at most 1 and there is one
     *     more than bins; some files have activations there
     */
    static Optional<List<String>> ranges(int bins, List<Double> boundaries) {
        List<Double> bounds =
                areQuantiles(bins, boundaries) ? boundaries : bins == PUBLISHED.size() - 1 ? PUBLISHED : List.of();
        return bounds.isEmpty()
                ? Optional.empty()
                : Optional.of(IntStream.range(0, bins)
                        .mapToObj(bin -> number(bounds.get(bin)) + "-" + number(bounds.get(bin + 1)))
                        .toList());
    }

    private static boolean areQuantiles(int bins, List<Double> boundaries) {
        if (boundaries == null
                || boundaries.size() != bins + 1
                || boundaries.stream().anyMatch(Objects::isNull)
                || boundaries.get(0) != 0
                || boundaries.get(bins) > 1) {
            return false;
        }
        return IntStream.range(0, bins).allMatch(bin -> boundaries.get(bin) < boundaries.get(bin + 1));
    }

    /** {@code 0}, {@code 0.5}, {@code 0.999}. */
    private static String number(double bound) {
        return bound == Math.rint(bound) ? Integer.toString((int) bound) : Double.toString(bound);
    }

    /**
     * The boundaries of bins of these ranges and of the bins between them, from 0 on; where they are some of the published ones,
     * all of those, since a bin without an excerpt has left no range.
     *
     * @return empty if one is no range
     */
    static List<Double> boundaries(List<String> ranges) {
        TreeSet<Double> bounds = new TreeSet<>();
        for (String range : ranges) {
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            if (!matcher.matches()) {
                return List.of();
            }
            try {
                bounds.add(Double.parseDouble(matcher.group(1)));
                bounds.add(Double.parseDouble(matcher.group(2)));
            } catch (NumberFormatException e) {
                return List.of();
            }
        }
        bounds.add(0.0);
        return PUBLISHED.containsAll(bounds) ? PUBLISHED : List.copyOf(bounds);
    }

    /** The range between two boundaries. */
    static String range(List<Double> boundaries, int bin) {
        return number(boundaries.get(bin)) + "-" + number(boundaries.get(bin + 1));
    }
}
