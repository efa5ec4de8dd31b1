package dev.ganglion.subject.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.engine.Precision;

/**
 * Rotary position embedding (Su et al., "RoFormer: Enhanced Transformer with Rotary Position Embedding", 2021, section
 * 3.2), as Hugging Face's weights are arranged for it.
 */
final class Rotary {

    private final double[] frequencies; // radians per token [turned / 2]

    private Rotary(double[] frequencies) {
        this.frequencies = frequencies;
    }

    /**
     * @param turned how many numbers of a head are turned, even
     * @param config has the base, and a scaling or none
     * @param base if the configuration does not say
     * @throws dev.ganglion.subject.ModelException if the scaling is not supported
     */
    static Rotary read(ConfigFile config, String baseField, double base, int turned) {
        ConfigFile parameters = config.object("rope_parameters").orElse(config);
        double theta = parameters.has("rope_theta")
                ? parameters.positive("rope_theta", base)
                : config.positive(baseField, base);
        double[] frequencies = new double[turned / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = Math.pow(theta, -2.0 * i / turned);
        }
        config.object("rope_parameters")
                .or(() -> config.object("rope_scaling"))
                .ifPresent(scaling -> RotaryScaling.read(scaling).scale(frequencies));
        return new Rotary(frequencies);
    }

    /** @param scope owns the arrays */
    Rotation rotation(int tokens, NDManager scope, Precision precision) {
        float[] cosines = new float[tokens * frequencies.length];
        float[] sines = new float[tokens * frequencies.length];
        for (int token = 0, at = 0; token < tokens; token++) {
            for (double frequency : frequencies) {
                cosines[at] = (float) Math.cos(token * frequency);
                sines[at++] = (float) Math.sin(token * frequency);
            }
        }
        Shape shape = new Shape(tokens, 1, frequencies.length);
        return new Rotation(
                scope.create(cosines, shape).toType(precision.type(), false),
                scope.create(sines, shape).toType(precision.type(), false));
    }
}
