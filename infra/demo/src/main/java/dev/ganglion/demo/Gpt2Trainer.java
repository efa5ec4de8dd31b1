package dev.ganglion.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import dev.ganglion.subject.engine.DjlEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A GPT-2 in training. For one thread; and only one may train at a time in a process, as DJL has it.
 *
 * <p>What a step makes dies with the step; {@link #arrays()} stays the same.
 */
final class Gpt2Trainer implements AutoCloseable {

    private final NDManager manager;
    private final Gpt2Parameters parameters;
    private final Gpt2Network network;
    private final AdamW optimizer;

    Gpt2Trainer(Gpt2Shape shape, long seed) {
        manager = DjlEngine.newManager();
        parameters = new Gpt2Parameters(shape, manager, seed);
        network = new Gpt2Network(shape, parameters, manager);
        optimizer = new AdamW(parameters, manager);
    }

    /**
     * One step down the gradient.
     *
     * @return the batch's loss before the step, nats per token; NaN or infinite if training has failed
     */
    double step(TokenBatch batch, double rate) {
        try (NDManager step = manager.newSubManager()) {
            NDArray loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                loss = network.loss(step, batch);
                collector.backward(loss);
            }
            optimizer.update(step, rate);
            return loss.getFloat();
        }
    }

    /** Mean loss over batches, nats per token. */
    double loss(List<TokenBatch> batches) {
        double sum = 0;
        int rows = 0;
        for (TokenBatch batch : batches) {
            try (NDManager step = manager.newSubManager()) {
                sum += network.loss(step, batch).getFloat() * batch.rows();
                rows += batch.rows();
            }
        }
        return sum / rows;
    }

    void save(DataType type, Path file) throws IOException {
        SafetensorsWriter.write(parameters, type, file);
    }

    NDManager manager() {
        return manager;
    }

    Gpt2Parameters parameters() {
        return parameters;
    }

    Gpt2Network network() {
        return network;
    }

    /** How many arrays live now. */
    int arrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
