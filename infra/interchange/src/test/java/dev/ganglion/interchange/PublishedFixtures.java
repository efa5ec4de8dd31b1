package dev.ganglion.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Published files of the tests. */
public final class PublishedFixtures {

    public static final int LAYER = 6;
    public static final int NEURON = 3251;

    private PublishedFixtures() {}

    /** The bytes of {@link #LAYER} and {@link #NEURON}. */
    public static byte[] record() {
        return bytes("/openai/data/collated-activations/" + LAYER + "/" + NEURON + ".json");
    }

    /** Its explanations, as Transformer Debugger writes them. */
    public static byte[] explanations() {
        return bytes("/openai/data/explanations/" + LAYER + "/" + NEURON + ".jsonl");
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = PublishedFixtures.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
