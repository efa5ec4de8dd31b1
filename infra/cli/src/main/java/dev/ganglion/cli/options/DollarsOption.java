package dev.ganglion.cli.options;

import dev.ganglion.cli.terminal.Terminal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount: {@code 2}, {@code 0.50}. */
public final class DollarsOption implements ITypeConverter<Double> {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,6})?");

    @Override
    public Double convert(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new TypeConversionException(
                    "\"" + Terminal.plain(text) + "\" is no amount of dollars: write for example 2 or 0.50");
        }
        return Double.valueOf(text);
    }
}
