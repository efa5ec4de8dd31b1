package dev.ganglion.activation.command;

import dev.ganglion.activation.text.TextActivations;
import java.io.PrintWriter;
import java.util.Locale;

/** Tokens down, neurons across; the more a cell is filled, the more the neuron fires there. */
final class ActivationTable {

    private static final int TOKEN_WIDTH = 18;
    private static final String SHADES = " ░▒▓█";

    private ActivationTable() {}

    static void print(TextActivations found, PrintWriter out) {
        out.print(pad("layer " + found.layer()));
        found.neurons().forEach(neuron -> out.printf("%10s", "#" + neuron));
        out.println();
        float maximum = maximum(found);
        for (int token = 0; token < found.tokens().size(); token++) {
            out.print(pad(visible(found.tokens().get(token))));
            for (var activations : found.activations()) {
                float value = activations.get(token);
                out.printf(Locale.ROOT, "%8.3f %c", value, shade(value, maximum));
            }
            out.println();
        }
    }

    private static float maximum(TextActivations found) {
        float maximum = 0;
        for (var activations : found.activations()) {
            for (float value : activations) {
                maximum = Math.max(maximum, value);
            }
        }
        return maximum;
    }

    private static char shade(float value, float maximum) {
        if (maximum <= 0 || value <= 0) {
            return SHADES.charAt(0);
        }
        int darkest = SHADES.length() - 1;
        return SHADES.charAt(Math.min(darkest, 1 + (int) (value / maximum * (darkest - 0.001))));
    }

    /** A token is any text: its spaces are shown, and nothing in it is obeyed by a terminal. */
    private static String visible(String token) {
        return token.replace("\n", "⏎")
                .replace("\t", "⇥")
                .replace(' ', '·')
                .replaceAll("[\\p{Cntrl}\\p{Cf}]", "\uFFFD");
    }

    private static String pad(String text) {
        String cut = text.length() <= TOKEN_WIDTH ? text : text.substring(0, TOKEN_WIDTH - 1) + "…";
        return cut + " ".repeat(TOKEN_WIDTH - cut.length() + 1);
    }
}
