package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Everything a run hands to its tap, kept. Values are [batch × tokens × neurons], flat. */
final class Activations implements ActivationTap {

    private final Map<Integer, float[]> byLayer = new TreeMap<>();

    static Activations of(SubjectModel model, int[][] excerpts) {
        Set<Integer> all = IntStream.range(0, model.shape().layers()).boxed().collect(Collectors.toSet());
        return of(model, excerpts, all);
    }

    static Activations of(SubjectModel model, int[][] excerpts, Set<Integer> layers) {
        Activations activations = new Activations();
        model.run(excerpts, layers, activations);
        return activations;
    }

    @Override
    public void layer(int layer, NDArray activations) {
        byLayer.put(layer, activations.toFloatArray());
    }

    Set<Integer> layers() {
        return byLayer.keySet();
    }

    float[] layer(int layer) {
        return byLayer.get(layer);
    }
}
