package dev.ganglion.cli.demo;

import dev.ganglion.events.NeuronId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Some neurons of a model: the same number from each layer, as far as that goes, and in a layer those whose keys have the
 * smallest digests. So they are a fair sample, the same on every machine, and a smaller choice is part of a larger one.
 */
final class ChosenNeurons {

    private ChosenNeurons() {}

    /**
     * @param wanted how many; all if the model has no more
     * @return keys, one layer after the other and round again
     */
    static List<String> of(String model, DemoModelConfig config, int wanted) {
        List<List<String>> layers = new ArrayList<>();
        for (int layer : config.layers()) {
            layers.add(layer(model, layer, config.neuronsPerLayer()));
        }
        List<String> chosen = new ArrayList<>();
        for (int rank = 0; rank < config.neuronsPerLayer(); rank++) {
            for (List<String> layer : layers) {
                if (chosen.size() == wanted) {
                    return List.copyOf(chosen);
                }
                chosen.add(layer.get(rank));
            }
        }
        return List.copyOf(chosen);
    }

    private static List<String> layer(String model, int layer, int width) {
        List<String> keys = new ArrayList<>();
        for (int index = 0; index < width; index++) {
            keys.add(NeuronId.mlp(model, layer, index).key());
        }
        keys.sort(Comparator.comparing(ChosenNeurons::digest));
        return keys;
    }

    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
