package dev.ganglion.activation.command;

import dev.ganglion.activation.text.TextActivations;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Activations for people: tokens down, neurons across. On a terminal the cells are the redder the higher they are. */
final class ActivationTable {

    private static final int LONGEST_TOKEN = 24;
    private static final int CELL = 10;
    private static final String RESET = "\u001b[0m";

    private final TextActivations found;
    private final boolean colour;
    private final int tokenWidth;
    private final float highest;

    /** @param colour whether a terminal shows it */
    ActivationTable(TextActivations found, boolean colour) {
        this.found = found;
        this.colour = colour;
        this.tokenWidth = found.tokens().stream()
                .mapToInt(token -> visible(token).length())
                .max()
                .orElse(0);
        this.highest = found.activations().stream()
                .flatMap(List::stream)
                .max(Float::compare)
                .orElse(0f);
    }

    void print(PrintWriter out) {
        int places = Integer.toString(found.tokens().size() - 1).length();
        String indent = " ".repeat(Math.max(places, 1) + 2 + tokenWidth);
        out.print(indent);
        found.neurons().forEach(neuron -> out.printf("%" + CELL + "s", "#" + neuron));
        out.println();
        for (int position = 0; position < found.tokens().size(); position++) {
            String token = visible(found.tokens().get(position));
            out.printf("%" + Math.max(places, 1) + "d  %s", position, token);
            out.print(" ".repeat(tokenWidth - token.length()));
            for (List<Float> activations : found.activations()) {
                out.print(cell(activations.get(position)));
            }
            out.println();
        }
    }

    private String cell(float activation) {
        String text = String.format(Locale.ROOT, "%" + CELL + ".4f", activation);
        if (!colour || highest <= 0 || activation <= 0) {
            return text;
        }
        int paler = Math.round(200 * (1 - activation / highest));
        return " \u001b[30;48;2;255;" + (40 + paler) + ";" + (40 + paler) + "m" + text.substring(1) + RESET;
    }

    /** A token is any text: it is cut short, its spaces are shown, and nothing in it is obeyed by a terminal. */
    private static String visible(String token) {
        String cut = token.length() <= LONGEST_TOKEN ? token : token.substring(0, LONGEST_TOKEN - 1) + "…";
        return cut.replace("\n", "⏎")
                .replace("\t", "⇥")
                .replace(' ', '·')
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }
}
