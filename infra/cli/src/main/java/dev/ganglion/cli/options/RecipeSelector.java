package dev.ganglion.cli.options;

import dev.ganglion.cli.terminal.Terminal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which recipe is meant: {@code NAME} or {@code NAME@DIGEST}. */
public final class RecipeSelector implements ITypeConverter<String> {

    private static final Pattern SELECTOR = Pattern.compile("[a-z0-9._-]{1,64}(@[0-9a-f]{8,64})?");

    @Override
    public String convert(String text) {
        if (!SELECTOR.matcher(text).matches()) {
            throw new TypeConversionException("\"" + Terminal.plain(text)
                    + "\" names no recipe: write NAME or NAME@DIGEST, for example token-activation-pairs");
        }
        return text;
    }
}
