package dev.ganglion.subject.collation;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reads activations that are in this computer's memory where they are, without a copy: once, block by block of neurons,
 * with plain loops over neighbours that the JIT compiler turns into vector instructions.
 */
final class HostReader implements ActivationReader {

    /** Rows copied by one task. */
    private static final int ROWS = 2048;

    private final FloatBuffer activations;
    private final int tokens;
    private final int neurons;

    HostReader(NDArray activations) {
        this.activations = activations.toByteBuffer(true).asFloatBuffer();
        this.tokens = Math.toIntExact(activations.getShape().get(1));
        this.neurons = Math.toIntExact(activations.getShape().get(2));
    }

    @Override
    public void reduce(ExcerptBatch batch, PowerSums powers, TokenSums sums, float[] maxima) {
        NeuronBlocks.each(neurons, (from, to) -> {
            Block block = new Block(batch.size(), powers, from, to);
            for (int i = 0; i < batch.counted(); i++) {
                int position = batch.position(i);
                activations.get(position * neurons + from, block.values);
                block.add(position / tokens);
                if (batch.slot(i) != ExcerptBatch.NO_SLOT) {
                    block.addToToken();
                    if (i + 1 == batch.counted() || batch.slot(i + 1) != batch.slot(i)) {
                        block.endToken(sums.row(batch.slot(i)), from);
                    }
                }
            }
            block.end(powers, maxima, from, neurons);
        });
    }

    /**
     * Sums of a block of neighbouring neurons over a batch. All arrays are [neurons of the block] and begin with the same
     * neuron, and each loop does one thing: so the compiler vectorizes them.
     */
    private static final class Block {

        private final float[] values; // activations at the position under way
        private final double[] wide; // the same
        private final double[] origin;
        private final double[] first;
        private final double[] second;
        private final double[] third;
        private final double[] fourth;
        private final double[] ofToken;
        private final float[][] maxima; // [excerpts][neurons of the block]

        Block(int excerpts, PowerSums powers, int from, int to) {
            values = new float[to - from];
            wide = new double[to - from];
            origin = Arrays.copyOfRange(powers.origin(), from, to);
            first = new double[to - from];
            second = new double[to - from];
            third = new double[to - from];
            fourth = new double[to - from];
            ofToken = new double[to - from];
            maxima = new float[excerpts][to - from];
            for (float[] ofExcerpt : maxima) {
                Arrays.fill(ofExcerpt, Float.NEGATIVE_INFINITY);
            }
        }

        void add(int excerpt) {
            raise(maxima[excerpt], values);
            widen(values, wide);
            addPowers(wide, origin, first, second, third, fourth);
        }

        void addToToken() {
            for (int i = 0; i < wide.length; i++) {
                ofToken[i] += wide[i];
            }
        }

        void endToken(double[] row, int from) {
            for (int i = 0; i < ofToken.length; i++) {
                row[from + i] += ofToken[i];
            }
            Arrays.fill(ofToken, 0);
        }

        void end(PowerSums powers, float[] ofBatch, int from, int neurons) {
            powers.add(from, first, second, third, fourth);
            for (int i = 0; i < maxima.length; i++) {
                System.arraycopy(maxima[i], 0, ofBatch, i * neurons + from, maxima[i].length);
            }
        }

        private static void raise(float[] maxima, float[] values) {
            for (int i = 0; i < maxima.length; i++) {
                maxima[i] = Math.max(maxima[i], values[i]);
            }
        }

        private static void widen(float[] values, double[] wide) {
            for (int i = 0; i < wide.length; i++) {
                wide[i] = values[i];
            }
        }

        private static void addPowers(
                double[] values, double[] origin, double[] first, double[] second, double[] third, double[] fourth) {
            for (int i = 0; i < values.length; i++) {
                double x = values[i] - origin[i];
                double square = x * x;
                first[i] += x;
                second[i] += square;
                third[i] += square * x;
                fourth[i] += square * square;
            }
        }
    }

    @Override
    public int copy(RowRequests requests, HalfRows rows) {
        return IntStream.range(0, (requests.size() + ROWS - 1) / ROWS)
                .parallel()
                .map(part -> copy(requests, rows, part * ROWS, Math.min(requests.size(), (part + 1) * ROWS)))
                .max()
                .orElse(-1);
    }

    private int copy(RowRequests requests, HalfRows rows, int from, int to) {
        int broken = -1;
        float[] values = new float[tokens];
        for (int i = from; i < to; i++) {
            int at = requests.excerpt(i) * tokens * neurons + requests.neuron(i);
            for (int position = 0; position < tokens; position++, at += neurons) {
                values[position] = activations.get(at);
            }
            if (!rows.put(requests.row(i), values)) {
                broken = requests.neuron(i);
            }
        }
        return broken;
    }
}
