package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdamWTest {

    private static final Gpt2Shape SHAPE = new Gpt2Shape(20, 6, 8, 1, 2);
    private static final double RATE = 0.01;

    private final Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 2);
    private final AdamW optimizer = new AdamW(trainer.parameters(), trainer.manager());
    private final List<NDArray> parameters = trainer.parameters().all();

    @AfterEach
    void close() {
        trainer.close();
    }

    @Test
    void fourStepsAreThoseOfThePapers() {
        List<Reference> references = parameters.stream().map(Reference::new).toList();
        boolean clipped = false;

        for (int step = 1; step <= 4; step++) {
            try (NDManager arrays = trainer.manager().newSubManager()) {
                // Given
                backward(arrays, step);
                List<float[]> gradients = gradients(arrays);
                double norm = Math.sqrt(
                        gradients.stream().mapToDouble(AdamWTest::squares).sum());
                clipped |= norm > 1;

                // When
                double reported = optimizer.update(arrays, RATE);

                // Then
                assertThat(reported).isCloseTo(norm, within(1e-4 * norm));
                for (int i = 0; i < parameters.size(); i++) {
                    references.get(i).update(gradients.get(i), Math.min(1, 1 / norm), step);
                    assertThat(parameters.get(i).toFloatArray())
                            .containsExactly(references.get(i).values(), within(2e-6f));
                }
            }
        }
        assertThat(clipped)
                .as("at least one gradient was long enough to be clipped")
                .isTrue();
    }

    @Test
    void anUpdateLeavesNoGradientForTheNextStep() {
        try (NDManager arrays = trainer.manager().newSubManager()) {
            backward(arrays, 1);
            optimizer.update(arrays, RATE);

            assertThat(gradients(arrays))
                    .allSatisfy(gradient -> assertThat(gradient).containsOnly(0f));
        }
    }

    /** Ever steeper losses: the second gradient on is longer than 1. */
    private void backward(NDManager arrays, int step) {
        try (GradientCollector collector = trainer.manager().getEngine().newGradientCollector()) {
            NDArray steepness = trainer.manager().create((float) (step * step));
            NDArray loss = trainer.network().loss(arrays, TinyText.noise(SHAPE, 2, step));
            collector.backward(loss.mul(steepness));
        }
    }

    private List<float[]> gradients(NDManager arrays) {
        List<float[]> gradients = new ArrayList<>();
        for (NDArray parameter : parameters) {
            NDArray gradient = parameter.getGradient();
            gradient.attach(arrays);
            gradients.add(gradient.toFloatArray());
        }
        return gradients;
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    /**
     * Algorithm 2 of "Decoupled weight decay regularization", in doubles, with both bias corrections in the rate (Kingma
     * and Ba, "Adam", 2015, end of section 2).
     */
    private static final class Reference {
        private final double[] weights;
        private final double[] mean;
        private final double[] variance;
        private final double decay;

        Reference(NDArray parameter) {
            float[] start = parameter.toFloatArray();
            weights = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                weights[i] = start[i];
            }
            mean = new double[start.length];
            variance = new double[start.length];
            decay = parameter.getShape().dimension() == 2 ? 0.1 : 0;
        }

        void update(float[] gradient, double scale, int step) {
            for (int i = 0; i < weights.length; i++) {
                double slope = gradient[i] * scale;
                mean[i] = 0.9 * mean[i] + 0.1 * slope;
                variance[i] = 0.95 * variance[i] + 0.05 * slope * slope;
                double correction = Math.sqrt(1 - Math.pow(0.95, step)) / (1 - Math.pow(0.9, step));
                weights[i] -= RATE * (correction * mean[i] / (Math.sqrt(variance[i]) + 1e-8) + decay * weights[i]);
            }
        }

        float[] values() {
            float[] values = new float[weights.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) weights[i];
            }
            return values;
        }
    }
}
