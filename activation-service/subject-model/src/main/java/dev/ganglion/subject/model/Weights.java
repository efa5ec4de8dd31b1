package dev.ganglion.subject.model;

import static dev.ganglion.subject.ModelException.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.Precision;
import dev.ganglion.subject.weights.StoredTensor;
import dev.ganglion.subject.weights.WeightFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * Named weights on their way from files to the device. {@link #at} narrows the names to one part of the model, so that a
 * block asks for its weights by their own short names.
 *
 * <p>They go there in stretches, through one buffer: loading takes some megabytes beside the weights themselves.
 */
final class Weights {

    private static final int STRETCH = 4 << 20; // numbers

    /**
     * What older versions of the Hugging Face library wrote beside the weights, and what follows from the
     * configuration: causal masks and rotary frequencies.
     */
    private static final Set<String> BUFFERS =
            Set.of("attn.bias", "attn.masked_bias", "attention.bias", "attention.masked_bias", "rotary_emb.inv_freq");

    private final WeightFiles files;
    private final NDManager memory;
    private final Precision precision;
    private final ByteBuffer buffer;
    private final Set<String> read;
    private final String prefix;

    /** @param memory owns every array read, and frees them when it is closed */
    Weights(WeightFiles files, NDManager memory, Precision precision) {
        this(
                files,
                memory,
                precision,
                ByteBuffer.allocateDirect(STRETCH * Float.BYTES).order(ByteOrder.nativeOrder()),
                new HashSet<>(),
                "");
    }

    private Weights(
            WeightFiles files,
            NDManager memory,
            Precision precision,
            ByteBuffer buffer,
            Set<String> read,
            String prefix) {
        this.files = files;
        this.memory = memory;
        this.precision = precision;
        this.buffer = buffer;
        this.read = read;
        this.prefix = prefix;
    }

    /** The weights whose names begin with this part and a dot. */
    Weights at(String part) {
        return new Weights(files, memory, precision, buffer, read, prefix + part + ".");
    }

    /** Those at this part, if the files name it; these otherwise: some files leave out what all names begin with. */
    Weights atIfNamed(String part) {
        String start = prefix + part + ".";
        return files.names().stream().anyMatch(name -> name.startsWith(start)) ? at(part) : this;
    }

    /**
     * One weight, in the model's precision, of exactly this shape.
     *
     * @throws ModelException if it is missing, or has another shape or an unsupported format
     */
    NDArray read(String name, long... shape) {
        StoredTensor tensor = files.tensor(prefix + name, shape);
        read.add(prefix + name);
        boolean asStored = precision == Precision.FLOAT16 && tensor.isFloat16();
        NDArray array = memory.create(new Shape(shape), precision.type());
        try (NDArray flat = array.reshape(tensor.size())) {
            for (long from = 0; from < tensor.size(); from += STRETCH) {
                int count = (int) Math.min(STRETCH, tensor.size() - from);
                try (NDArray stretch = asStored ? stored(tensor, from, count) : decoded(tensor, from, count)) {
                    flat.set(new NDIndex("{}:{}", from, from + count), stretch);
                }
            }
        }
        return array;
    }

    private NDArray decoded(StoredTensor tensor, long from, int count) {
        buffer.clear().limit(count * Float.BYTES);
        tensor.read(from, buffer.asFloatBuffer());
        return memory.create(buffer, new Shape(count), DataType.FLOAT32);
    }

    private NDArray stored(StoredTensor tensor, long from, int count) {
        buffer.clear().limit(count * Short.BYTES);
        tensor.readStored(from, buffer);
        return memory.create(buffer.flip(), new Shape(count), DataType.FLOAT16);
    }

    /**
     * Checks that the files have nothing that was not read: a weight too many is one that the model would be without.
     *
     * @param ignored further names, or their ends after a dot, that say nothing new
     * @throws ModelException naming a weight that is left
     */
    void checkAllRead(Set<String> ignored) {
        for (String name : files.names()) {
            if (!read.contains(name) && !endsWith(name, BUFFERS) && !endsWith(name, ignored)) {
                throw new ModelException(files.source() + " has the tensor " + quote(name)
                        + ", for which this architecture has no place with the configuration beside it.");
            }
        }
    }

    private static boolean endsWith(String name, Set<String> ends) {
        return ends.stream().anyMatch(end -> name.equals(end) || name.endsWith("." + end));
    }
}
