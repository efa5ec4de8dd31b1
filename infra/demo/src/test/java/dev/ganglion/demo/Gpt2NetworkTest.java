package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Gpt2NetworkTest {

    private static final Gpt2Shape SHAPE = new Gpt2Shape(60, 12, 16, 2, 2);

    private final Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 11);
    private final TokenBatch batch = TinyText.noise(SHAPE, 3, 5);

    @AfterEach
    void close() {
        trainer.close();
    }

    @Test
    void theLossOfAFreshModelIsThatOfGuessing() {
        assertThat(loss()).isCloseTo(Math.log(SHAPE.vocabulary()), within(0.05));
    }

    @Test
    void aLaterTokenChangesNoEarlierLogit() {
        // Given: the same windows but for their last tokens
        long[] inputs = batch.inputs().clone();
        int last = SHAPE.context() - 1;
        inputs[last] = (inputs[last] + 1) % SHAPE.vocabulary();
        TokenBatch changed = new TokenBatch(batch.rows(), batch.columns(), inputs, batch.targets());

        try (NDManager step = trainer.manager().newSubManager()) {
            // When
            float[] before = trainer.network().logits(step, batch).toFloatArray();
            float[] after = trainer.network().logits(step, changed).toFloatArray();

            // Then
            int vocabulary = SHAPE.vocabulary();
            for (int i = 0; i < last * vocabulary; i++) {
                assertThat(after[i]).isEqualTo(before[i]);
            }
            assertThat(after[last * vocabulary]).isNotEqualTo(before[last * vocabulary]);
        }
    }

    @Test
    void gradientsAreTheSlopesOfTheLoss() {
        // Given: weights large enough that every part of the model matters
        trainer.parameters().all().forEach(parameter -> {
            if (parameter.getShape().dimension() == 2) {
                change(parameter, parameter.toFloatArray(), 6);
            }
        });
        Map<String, float[]> gradients = gradients(() -> {});

        trainer.parameters().forEach((name, parameter) -> {
            // When: each tensor is moved a little along its gradient, there and back
            float[] gradient = gradients.get(name);
            double length = Math.sqrt(squares(gradient));
            double small = 5e-3 / length;
            change(parameter, gradient, small);
            double above = loss();
            change(parameter, gradient, -2 * small);
            double below = loss();
            change(parameter, gradient, small);

            // Then
            assertThat((above - below) / (2 * 5e-3)).as(name).isCloseTo(length, within(1e-3 + length * 0.01));
        });
    }

    /** DJL frees some arguments before the gradient has used them: see {@link Gpt2Network}. */
    @Test
    void garbageCollectedBetweenForwardAndBackwardChangesNoGradient() {
        Map<String, float[]> undisturbed = gradients(() -> {});

        for (int round = 0; round < 3; round++) {
            Map<String, float[]> disturbed = gradients(Gpt2NetworkTest::reuseFreedMemory);

            disturbed.forEach((name, gradient) ->
                    assertThat(gradient).as(name).containsExactly(undisturbed.get(name), within(1e-7f)));
        }
    }

    private static void reuseFreedMemory() {
        for (int round = 0; round < 5; round++) {
            System.gc();
            for (int i = 0; i < 5_000; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(4 + i % 28);
                while (buffer.hasRemaining()) {
                    buffer.put((byte) 0x55);
                }
            }
        }
    }

    private double loss() {
        try (NDManager step = trainer.manager().newSubManager()) {
            return trainer.network().loss(step, batch).getFloat();
        }
    }

    /** The loss's gradient by parameter, which is 0 again afterwards. */
    private Map<String, float[]> gradients(Runnable betweenForwardAndBackward) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        try (NDManager step = trainer.manager().newSubManager()) {
            try (GradientCollector collector = trainer.manager().getEngine().newGradientCollector()) {
                NDArray loss = trainer.network().loss(step, batch);
                betweenForwardAndBackward.run();
                collector.backward(loss);
            }
            trainer.parameters().forEach((name, parameter) -> {
                NDArray gradient = parameter.getGradient();
                gradient.attach(step);
                gradients.put(name, gradient.toFloatArray());
                gradient.muli(0);
            });
        }
        return gradients;
    }

    private static void change(NDArray parameter, float[] direction, double factor) {
        parameter.setRequiresGradient(false);
        try (NDArray by =
                parameter.getManager().create(direction, parameter.getShape()).muli(factor)) {
            parameter.addi(by);
        }
        parameter.setRequiresGradient(true);
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
