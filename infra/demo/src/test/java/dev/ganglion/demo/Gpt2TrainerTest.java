package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class Gpt2TrainerTest {

    private static final Gpt2Shape SHAPE = new Gpt2Shape(50, 16, 32, 2, 4);

    @Test
    void stepsLowerTheLoss() {
        // Given: a text that counts, over and over
        int[] ids = new int[2000];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % 50;
        }
        WindowSampler sampler = new WindowSampler(List.of(new TokenizedText("counting", 1, ids, ids)), 4, 16, 1);

        try (Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 1)) {
            // When
            TrainingRun.State end = new TrainingRun(
                            trainer, sampler, new LearningRate(1e-2, 5), TrainingBudget.ofSteps(60))
                    .run(state -> {});

            // Then
            assertThat(end.steps()).isEqualTo(60);
            assertThat(end.tokens()).isEqualTo(60 * 4 * 16);
            assertThat(trainer.loss(List.of(sampler.next()))).isLessThan(Math.log(50) / 4);
        }
    }

    @Test
    void theSameSeedGivesTheSameLosses() {
        double[] once = losses(3);
        double[] again = losses(3);
        double[] other = losses(4);

        assertThat(again).containsExactly(once, within(1e-5));
        assertThat(Math.abs(other[0] - once[0])).isGreaterThan(1e-4);
    }

    @Test
    void aStepLeavesNoArrayBehind() {
        try (Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 1)) {
            trainer.step(TinyText.noise(SHAPE, 4, 1), 1e-3);
            int before = trainer.arrays();

            for (int step = 0; step < 10; step++) {
                trainer.step(TinyText.noise(SHAPE, 4, step), 1e-3);
                trainer.loss(List.of(TinyText.noise(SHAPE, 2, step)));
            }

            assertThat(trainer.arrays()).isEqualTo(before);
        }
    }

    @Test
    void aThreadOfItsOwnTrainsLikeAnyOther() throws InterruptedException {
        double[] here = losses(3);
        double[] there = new double[here.length];

        Thread thread = new Thread(() -> System.arraycopy(losses(3), 0, there, 0, there.length));
        thread.start();
        thread.join();

        assertThat(there).containsExactly(here, within(1e-5));
    }

    @Test
    void lossesThatAreNoNumbersEndTheTrainingWithAdvice() {
        try (Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 1)) {
            trainer.step(TinyText.noise(SHAPE, 4, 1), Double.POSITIVE_INFINITY);
            int[] ids = new int[100];
            WindowSampler sampler = new WindowSampler(List.of(new TokenizedText("zeros", 1, ids, ids)), 4, 16, 1);

            assertThatThrownBy(() -> new TrainingRun(
                                    trainer, sampler, new LearningRate(1e-3, 0), TrainingBudget.ofSteps(9))
                            .run(state -> {}))
                    .isInstanceOf(UnusableInput.class)
                    .hasMessage("The loss is NaN at step 1: train again with a lower --learning-rate.");
        }
    }

    private static double[] losses(long seed) {
        double[] losses = new double[12];
        try (Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, seed)) {
            for (int step = 0; step < losses.length; step++) {
                losses[step] = trainer.step(TinyText.noise(SHAPE, 4, seed * 100 + step), 3e-3);
            }
        }
        return losses;
    }
}
