package dev.ganglion.demo;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A {@code --text name=path:amount} argument.
 *
 * @param name lower-case letters, digits and dashes
 * @param file plain UTF-8 text
 * @param amount above 0; what of, the command says
 */
record TextArgument(String name, Path file, double amount) {

    /** Reads {@code name=path:amount}; the path may itself hold {@code =} and {@code :}. */
    static TextArgument parse(String argument) {
        int equals = argument.indexOf('=');
        int colon = argument.lastIndexOf(':');
        if (equals < 1 || colon < equals + 2) {
            throw new UnusableInput("--text " + argument + " is not of the form NAME=PATH:NUMBER.");
        }
        String name = argument.substring(0, equals);
        if (!name.matches("[a-z0-9-]+")) {
            throw new UnusableInput("The text's name \"" + name + "\" may hold only a-z, 0-9 and dashes.");
        }
        return new TextArgument(
                name, Path.of(argument.substring(equals + 1, colon)), amount(argument, argument.substring(colon + 1)));
    }

    private static double amount(String argument, String number) {
        try {
            double amount = Double.parseDouble(number);
            if (amount > 0 && Double.isFinite(amount)) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number out of range.
        }
        throw new UnusableInput("--text " + argument + " must end in a number above 0, not \"" + number + "\".");
    }

    static List<TextArgument> parseAll(List<String> arguments) {
        List<TextArgument> texts = arguments.stream().map(TextArgument::parse).toList();
        Set<String> names = new HashSet<>();
        for (TextArgument text : texts) {
            if (!names.add(text.name)) {
                throw new UnusableInput("Two texts are named \"" + text.name + "\": give each its own name.");
            }
        }
        return texts;
    }

    String read() {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnusableInput(file + " is not UTF-8 text: convert it, for instance with iconv.");
        } catch (NoSuchFileException e) {
            throw new UnusableInput("The text " + file + " does not exist.");
        } catch (IOException e) {
            throw new UnusableInput("The text " + file + " cannot be read: " + e.getMessage());
        }
    }
}
