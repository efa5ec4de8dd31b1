package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes {@link NeuronPart}s as bytes, and reads them. Big-endian; T tokens in an excerpt, V tokens that sums are kept of:
 *
 * <pre>
 *   byte  version, 1
 *   long  count; double origin, first, second, third, fourth      sums of powers
 *   int   top excerpts, the best first, each:
 *         int document, int excerpt, long fingerprint, int[T] tokens, float maximum, float[T] activations
 *   int   drawn excerpts: all of the scan, or none; float maximum for each, then for each its activations as float16:
 *         byte unit, short[T]
 *   int   V, then 5 bytes for each: the sum's double without its last 24 bits, rounded
 * </pre>
 *
 * Five bytes of a double hold it to 2e-9 of its value; four of a float would hold it to 6e-8, and where the sums of two
 * shards nearly cancel out, what is left would not be known to 1e-6.
 */
public final class PartFormat {

    private static final byte VERSION = 1;
    private static final int SUMS_BYTES = Long.BYTES + 5 * Double.BYTES;
    private static final int SUM_BYTES = 5;
    private static final int CUT_BITS = 24;

    private PartFormat() {}

    public static byte[] write(NeuronPart part, CorpusScan scan) {
        int tokens = scan.parameters().excerptTokens();
        int row = tokens * Float.BYTES;
        ByteBuffer out = ByteBuffer.allocate(1
                + SUMS_BYTES
                + Integer.BYTES
                + part.top().size() * (Packed.excerptBytes(tokens) + Float.BYTES + row)
                + Integer.BYTES
                + part.candidates() * (Float.BYTES + (int) HalfRows.bytes(tokens))
                + Integer.BYTES
                + part.tokenSums().length * SUM_BYTES);
        out.put(VERSION);
        NeuronSums sums = part.sums();
        out.putLong(sums.count()).putDouble(sums.origin()).putDouble(sums.first());
        out.putDouble(sums.second()).putDouble(sums.third()).putDouble(sums.fourth());
        out.putInt(part.top().size());
        for (TopExcerpt top : part.top()) {
            Packed.write(out, top.excerpt());
            out.putFloat(top.maximum());
            Packed.write(out, top.row());
        }
        out.putInt(part.candidates());
        for (int candidate = 0; candidate < part.candidates(); candidate++) {
            out.putFloat(part.candidateMaximum(candidate));
        }
        for (int candidate = 0; candidate < part.candidates(); candidate++) {
            part.rows().write(out, part.firstRow() + candidate);
        }
        out.putInt(part.tokenSums().length);
        for (double sum : part.tokenSums()) {
            writeSum(out, sum);
        }
        return out.array();
    }

    /**
     * Reads a part.
     *
     * @param corpus that it is of
     * @throws IllegalArgumentException if the bytes are no part of a record over that corpus
     */
    public static NeuronPart read(byte[] bytes, ScannedCorpus corpus) {
        CorpusScan scan = corpus.scan();
        return Packed.read(bytes, "part of a neuron's record over this corpus", in -> {
            Packed.require(in.aByte() == VERSION);
            int tokens = scan.parameters().excerptTokens();
            int row = tokens * Float.BYTES;
            NeuronSums sums =
                    new NeuronSums(in.aLong(), in.aDouble(), in.aDouble(), in.aDouble(), in.aDouble(), in.aDouble());
            Packed.require(sums.count() >= 0 && sums.isFinite());
            List<TopExcerpt> top = in.list(Packed.excerptBytes(tokens) + Float.BYTES + row, () -> top(in, scan));
            int rowBytes = (int) HalfRows.bytes(tokens);
            float[] maxima = in.floats(in.count(Float.BYTES + rowBytes));
            Packed.require(maxima.length == 0 || maxima.length == scan.candidates().size());
            HalfRows rows = new HalfRows(maxima.length, tokens);
            for (int candidate = 0; candidate < maxima.length; candidate++) {
                rows.read(in, candidate);
            }
            double[] tokenSums = new double[in.count(SUM_BYTES)];
            Packed.require(tokenSums.length == corpus.table().size());
            for (int i = 0; i < tokenSums.length; i++) {
                tokenSums[i] = readSum(in);
            }
            return new NeuronPart(sums, top, maxima, rows, 0, tokenSums);
        });
    }

    private static TopExcerpt top(Packed in, CorpusScan scan) {
        int tokens = scan.parameters().excerptTokens();
        Excerpt excerpt = in.excerpt(tokens);
        for (int position = 0; position < tokens; position++) {
            Packed.require(scan.occurs(excerpt.token(position), position));
        }
        return new TopExcerpt(excerpt, in.floats(1)[0], in.floats(tokens));
    }

    private static void writeSum(ByteBuffer out, double sum) {
        // A carry goes on into the exponent, as it should.
        long upper = (Double.doubleToRawLongBits(sum) + (1L << (CUT_BITS - 1))) >> CUT_BITS;
        out.put((byte) (upper >> 32)).putInt((int) upper);
    }

    private static double readSum(Packed in) {
        long upper = ((long) in.aByte() << 32) | Integer.toUnsignedLong(in.anInt());
        double sum = Double.longBitsToDouble(upper << CUT_BITS);
        Packed.require(Double.isFinite(sum));
        return sum;
    }
}
