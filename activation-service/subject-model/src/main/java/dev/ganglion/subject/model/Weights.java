package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.weights.SafetensorsFile;

/**
 * Named weights on their way from a file to the device. {@link #at} narrows the names to one part of the model, so that
 * a block asks for its weights by their own short names.
 */
final class Weights {

    private final SafetensorsFile file;
    private final NDManager memory;
    private final String prefix;

    /** @param memory owns every array read, and frees them when it is closed */
    Weights(SafetensorsFile file, NDManager memory) {
        this(file, memory, "");
    }

    private Weights(SafetensorsFile file, NDManager memory, String prefix) {
        this.file = file;
        this.memory = memory;
        this.prefix = prefix;
    }

    /** The weights whose names begin with this part and a dot. */
    Weights at(String part) {
        return new Weights(file, memory, prefix + part + ".");
    }

    boolean has(String name) {
        return file.names().contains(prefix + name);
    }

    /**
     * One weight, float32, of exactly this shape.
     *
     * @throws dev.ganglion.subject.ModelException if it is missing, or has another shape or an unsupported format
     */
    NDArray read(String name, long... shape) {
        // An array made from Java numbers lives in Java's direct memory, which is limited; its duplicate does not.
        try (NDArray staged = memory.create(file.read(prefix + name, shape), new Shape(shape))) {
            return staged.duplicate();
        }
    }
}
