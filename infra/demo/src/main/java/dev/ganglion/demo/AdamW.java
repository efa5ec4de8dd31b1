package dev.ganglion.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) with the gradient clipped to a norm of 1
 * over all parameters. The bias corrections are part of the rate (Kingma and Ba, "Adam", 2015, end of section 2). Weight
 * decay is on matrices and embeddings, not on biases and norms.
 */
final class AdamW {

    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.95f;
    private static final float EPSILON = 1e-8f;
    private static final float WEIGHT_DECAY = 0.1f;
    private static final double LARGEST_NORM = 1;
    private static final float NO_CLIPPING_BY_VALUE = -1;

    private final List<Slot> slots = new ArrayList<>();
    private int steps;

    /** @param manager that of the parameters */
    AdamW(Gpt2Parameters parameters, NDManager manager) {
        for (NDArray parameter : parameters.all()) {
            slots.add(new Slot(parameter, manager.zeros(parameter.getShape()), manager.zeros(parameter.getShape())));
        }
    }

    /**
     * Changes the parameters by their gradients and sets these to 0 (they would add up otherwise). Outside a gradient
     * collector only.
     *
     * @return the gradient's norm before clipping
     */
    double update(NDManager step, double rate) {
        List<NDArray> gradients = gradients(step);
        double norm = norm(gradients);
        float scale = (float) (norm > LARGEST_NORM ? LARGEST_NORM / norm : 1);
        steps++;
        double correction = Math.sqrt(1 - Math.pow(BETA_2, steps)) / (1 - Math.pow(BETA_1, steps));
        for (int i = 0; i < gradients.size(); i++) {
            update(slots.get(i), gradients.get(i), rate, correction, scale);
        }
        return norm;
    }

    private List<NDArray> gradients(NDManager step) {
        List<NDArray> gradients = new ArrayList<>();
        for (Slot slot : slots) {
            NDArray gradient = slot.parameter.getGradient();
            // It would belong to the parameter's manager, and stay there.
            gradient.attach(step);
            gradients.add(gradient);
        }
        return gradients;
    }

    private static double norm(List<NDArray> gradients) {
        double sum = 0;
        for (NDArray gradient : gradients) {
            double norm = gradient.norm().getFloat();
            sum += norm * norm;
        }
        return Math.sqrt(sum);
    }

    private static void update(Slot slot, NDArray gradient, double rate, double correction, float scale) {
        float decay = slot.parameter.getShape().dimension() == 2 ? WEIGHT_DECAY : 0;
        boolean lazy = false;
        boolean decoupled = true;
        slot.parameter
                .getNDArrayInternal()
                .adamUpdate(
                        new NDList(slot.parameter, gradient, slot.mean, slot.variance),
                        new NDList(slot.parameter),
                        (float) rate,
                        (float) (rate * correction),
                        decay,
                        scale,
                        NO_CLIPPING_BY_VALUE,
                        BETA_1,
                        BETA_2,
                        EPSILON,
                        lazy,
                        decoupled);
    }

    /** A parameter and the running means of its gradient and of the gradient's square, each of its shape. */
    private record Slot(NDArray parameter, NDArray mean, NDArray variance) {}
}
