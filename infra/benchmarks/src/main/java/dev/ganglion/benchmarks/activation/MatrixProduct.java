package dev.ganglion.benchmarks.activation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.engine.DjlEngine;

/** A plain product of two float32 matrices of {@value #SIZE} × {@value #SIZE}, by the library that runs the model. */
final class MatrixProduct implements AutoCloseable {

    private static final int SIZE = 2048;
    private static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;

    private final NDManager memory = DjlEngine.newManager();
    private final NDArray left = memory.randomNormal(0, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
    private final NDArray right = memory.randomNormal(0, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);

    /** What one floating-point operation takes, over so many products. */
    Effort perFlop(int products) {
        Effort start = Effort.now();
        for (int i = 0; i < products; i++) {
            left.matMul(right).close();
        }
        Effort effort = Effort.now().since(start);
        double flops = products * FLOPS;
        return new Effort(effort.seconds() / flops, effort.cpuSeconds() / flops);
    }

    @Override
    public void close() {
        memory.close();
    }
}
