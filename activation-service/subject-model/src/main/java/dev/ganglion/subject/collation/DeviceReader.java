package dev.ganglion.subject.collation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reads activations that are in a device's memory: it reduces them where they are, and only maxima, sums and the rows that
 * are wanted come to this computer, [batch + tokens of the batch + 8, neurons] numbers and the rows for each batch.
 *
 * <p>Powers are summed in float64. A token's sum is of one batch in float32, by a matrix product with zeros and ones;
 * batches are added up in double precision.
 */
final class DeviceReader implements ActivationReader {

    /** Where more than this share of a batch's rows is wanted, all of it is copied: no longer than to pick so many. */
    private static final double COPY_ALL_FROM = 0.25;

    private final NDArray activations;
    private final int batchSize;
    private final int tokens;
    private final int neurons;

    DeviceReader(NDArray activations) {
        Shape shape = activations.getShape();
        this.activations = activations;
        this.batchSize = Math.toIntExact(shape.get(0));
        this.tokens = Math.toIntExact(shape.get(1));
        this.neurons = Math.toIntExact(shape.get(2));
    }

    @Override
    public void reduce(ExcerptBatch batch, PowerSums powers, TokenSums sums, float[] maxima) {
        // An operation's result joins the manager of its first operand, which lives longer than these are wanted.
        try (NDManager temporaries = activations.getManager().newSubManager()) {
            NDArray counted = within(temporaries, activations.get(new NDIndex(":, 1:, :")));
            float[] ofBatch = counted.max(new int[] {1}).toFloatArray();
            System.arraycopy(ofBatch, 0, maxima, 0, ofBatch.length);
            addPowers(temporaries, counted, powers);
            addTokens(temporaries, batch, sums);
        }
    }

    private static void addPowers(NDManager temporaries, NDArray counted, PowerSums powers) {
        NDArray distance = counted.toType(DataType.FLOAT64, false).subi(temporaries.create(powers.origin()));
        NDArray square = distance.mul(distance);
        int[] positions = {0, 1};
        powers.add(
                0,
                distance.sum(positions).toDoubleArray(),
                square.sum(positions).toDoubleArray(),
                distance.muli(square).sum(positions).toDoubleArray(),
                square.muli(square).sum(positions).toDoubleArray());
    }

    private void addTokens(NDManager temporaries, ExcerptBatch batch, TokenSums sums) {
        int[] slots = IntStream.range(0, batch.counted())
                .map(batch::slot)
                .filter(slot -> slot != ExcerptBatch.NO_SLOT)
                .distinct()
                .toArray();
        if (slots.length == 0) {
            return;
        }
        int positions = batchSize * tokens;
        float[] has = new float[slots.length * positions]; // [slots, positions]
        for (int i = 0; i < batch.counted(); i++) {
            if (batch.slot(i) != ExcerptBatch.NO_SLOT) {
                has[Arrays.binarySearch(slots, batch.slot(i)) * positions + batch.position(i)] = 1;
            }
        }
        NDArray rows = within(temporaries, activations.reshape(positions, neurons));
        float[] ofBatch = temporaries
                .create(has, new Shape(slots.length, positions))
                .matMul(rows)
                .toFloatArray();
        for (int i = 0; i < slots.length; i++) {
            double[] row = sums.row(slots[i]);
            for (int neuron = 0; neuron < neurons; neuron++) {
                row[neuron] += ofBatch[i * neurons + neuron];
            }
        }
    }

    @Override
    public int copy(RowRequests requests, HalfRows rows) {
        if (requests.size() == 0) {
            return -1;
        }
        if (requests.size() > COPY_ALL_FROM * batchSize * neurons) {
            float[] all = activations.toFloatArray();
            return put(requests, rows, all, i -> requests.excerpt(i) * tokens * neurons + requests.neuron(i), neurons);
        }
        return put(requests, rows, picked(requests), i -> i * tokens, 1);
    }

    /** [requests, tokens], taken out in one operation. */
    private float[] picked(RowRequests requests) {
        try (NDManager temporaries = activations.getManager().newSubManager()) {
            long[] starts = IntStream.range(0, requests.size())
                    .mapToLong(i -> (long) requests.excerpt(i) * tokens * neurons + requests.neuron(i))
                    .toArray();
            NDArray at = temporaries
                    .create(starts, new Shape(starts.length, 1))
                    .add(temporaries.arange(0, tokens * neurons, neurons, DataType.INT64));
            return activations.take(temporaries, at).toFloatArray();
        }
    }

    private interface Start {
        int of(int request);
    }

    private int put(RowRequests requests, HalfRows rows, float[] from, Start start, int step) {
        int broken = -1;
        float[] values = new float[tokens];
        for (int i = 0; i < requests.size(); i++) {
            int at = start.of(i);
            for (int position = 0; position < tokens; position++, at += step) {
                values[position] = from[at];
            }
            if (!rows.put(requests.row(i), values)) {
                broken = requests.neuron(i);
            }
        }
        return broken;
    }

    private static NDArray within(NDManager temporaries, NDArray array) {
        array.attach(temporaries);
        return array;
    }
}
