package dev.ganglion.cli.interchange;

import dev.ganglion.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 0-99,816} as the neurons 0 to 99 and 816 of each layer. */
final class NeuronsOption implements ITypeConverter<IndexRanges> {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    @Override
    public IndexRanges convert(String text) {
        List<IndexRanges.Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.trim());
            if (!range.matches()) {
                throw new TypeConversionException("\"" + Terminal.plain(part)
                        + "\" is no neuron of a layer: write 0-99,816 for neurons 0 to 99 and 816");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw new TypeConversionException("\"" + part + "\" is no range of neurons");
            }
            ranges.add(new IndexRanges.Range(first, last));
        }
        return new IndexRanges(ranges);
    }
}
