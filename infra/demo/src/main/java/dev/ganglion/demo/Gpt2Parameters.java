package dev.ganglion.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/** A model's trainable tensors by Hugging Face's names, float32. They live as long as the manager they were made on. */
final class Gpt2Parameters {

    private static final double DEVIATION = 0.02;

    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /**
     * GPT-2's start: weights normal with deviation 0.02, those that write to the residual stream smaller by the square
     * root of how many do; norms 1, biases 0. The same seed gives the same values on every machine.
     */
    Gpt2Parameters(Gpt2Shape shape, NDManager manager, long seed) {
        Random random = new Random(seed);
        double residual = DEVIATION / Math.sqrt(2.0 * shape.layers());
        shape.tensors().forEach((name, size) -> {
            double deviation = name.endsWith("c_proj.weight") ? residual : DEVIATION;
            NDArray array = manager.create(start(name, size, random, deviation), size);
            array.setRequiresGradient(true);
            arrays.put(name, array);
        });
    }

    private static float[] start(String name, Shape size, Random random, double deviation) {
        float[] values = new float[Math.toIntExact(size.size())];
        if (size.dimension() == 2) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
            }
        } else if (name.endsWith(".weight")) {
            Arrays.fill(values, 1);
        }
        return values;
    }

    NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return array;
    }

    List<NDArray> all() {
        return List.copyOf(arrays.values());
    }

    void forEach(BiConsumer<String, NDArray> action) {
        arrays.forEach(action);
    }
}
