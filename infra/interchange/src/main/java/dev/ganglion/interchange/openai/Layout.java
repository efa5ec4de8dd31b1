package dev.ganglion.interchange.openai;

import java.util.regex.Pattern;

/** Where the files of a neuron are, below the root of a data set ({@code …/neuron-explainer}). */
public final class Layout {

    /** The directory of a data set's files, below its root. */
    public static final String DATA = "data";

    /** The directory that has one directory for each layer, below {@link #DATA}. */
    public static final String RECORDS = "collated-activations";

    /** No file of a neuron is larger: a record of four times an event's size could not be sent. */
    public static final int LARGEST_FILE = 2 * 1024 * 1024;

    private static final Pattern AZURE = Pattern.compile("az://([a-z0-9-]{3,63})/(.*)");

    private Layout() {}

    /** Of a neuron's record, below the data directory. */
    public static String record(int layer, int index) {
        return RECORDS + "/" + layer + "/" + index + ".json";
    }

    /** Of its explanations: exactly one line. */
    public static String explanations(int layer, int index) {
        return "explanations/" + layer + "/" + index + ".jsonl";
    }

    /** Of its mean activation on tokens. */
    public static String tokens(int layer, int index) {
        return "related-tokens/activation-based/" + layer + "/" + index + ".json";
    }

    /** Of the tokens that its weights relate it to. */
    public static String weightTokens(int layer, int index) {
        return "related-tokens/weight-based/" + layer + "/" + index + ".json";
    }

    /** Of the neurons that its weights relate it to. */
    public static String weightNeurons(int layer, int index) {
        return "related-neurons/weight-based/" + layer + "/" + index + ".json";
    }

    /** The web address that an {@code az://container/path} stands for; another address as it is. */
    public static String webAddress(String address) {
        return AZURE.matcher(address).replaceFirst("https://$1.blob.core.windows.net/$2");
    }
}
