package dev.ganglion.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 0-3,7} as layers 0, 1, 2, 3 and 7. */
public final class LayersOption implements ITypeConverter<LayersOption.Layers> {

    private static final int MOST_LAYERS = 1000;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    @Override
    public Layers convert(String text) {
        TreeSet<Integer> layers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.trim());
            if (!range.matches()) {
                throw new TypeConversionException("\"" + part + "\" is no layer: write 0-3,7 for layers 0 to 3 and 7");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first || last >= MOST_LAYERS) {
                throw new TypeConversionException("\"" + part + "\" is no range of layers below " + MOST_LAYERS);
            }
            for (int layer = first; layer <= last; layer++) {
                layers.add(layer);
            }
        }
        return new Layers(new ArrayList<>(layers));
    }

    /** Layers, ascending, each once. */
    public record Layers(List<Integer> indexes) {}
}
