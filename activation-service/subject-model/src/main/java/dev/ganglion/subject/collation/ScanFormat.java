package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes finished {@link CorpusScan}s as bytes, with the texts of their tokens, and reads them. Big-endian:
 *
 * <pre>
 *   byte  version, 1
 *   int   excerptTokens, top, perBin, sample, random, hardNegatives, tokenTable; long seed; int bounds, double[] bounds   parameters
 *   long  excerpts
 *   int   excerpts of the sample, in the order of the corpus, each:
 *         int document, int excerpt, long fingerprint, int[excerptTokens] tokens
 *   int   random candidates, in the order in which they are taken, each likewise
 *   int   how many tokens sums are kept of: the most frequent ones
 *   int   tokens that occur, each: int id, long count, int bytes of its text in UTF-8, the bytes
 * </pre>
 */
public final class ScanFormat {

    private static final byte VERSION = 1;
    private static final int TOKEN_BYTES = 2 * Integer.BYTES + Long.BYTES;

    private ScanFormat() {}

    /**
     * @param table the tokens that sums are kept of
     * @param text of a token that occurs
     */
    public static byte[] write(CorpusScan scan, TableTokens table, IntFunction<String> text) {
        int[] tokens = scan.tokens();
        byte[][] texts = Arrays.stream(tokens)
                .mapToObj(token -> text.apply(token).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        CollationParameters parameters = scan.parameters();
        Candidates candidates = scan.candidates();
        int excerptBytes = Packed.excerptBytes(parameters.excerptTokens());
        ByteBuffer out = ByteBuffer.allocate(1
                + 8 * Integer.BYTES
                + Long.BYTES
                + parameters.quantileBounds().size() * Double.BYTES
                + Long.BYTES
                + 3 * Integer.BYTES
                + (candidates.sample() + candidates.random().length) * excerptBytes
                + Integer.BYTES
                + Arrays.stream(texts)
                        .mapToInt(utf8 -> TOKEN_BYTES + utf8.length)
                        .sum());
        out.put(VERSION);
        write(out, parameters);
        out.putLong(scan.excerpts());
        out.putInt(candidates.sample());
        for (int candidate = 0; candidate < candidates.sample(); candidate++) {
            Packed.write(out, candidates.excerpt(candidate));
        }
        out.putInt(candidates.random().length);
        for (int candidate : candidates.random()) {
            Packed.write(out, candidates.excerpt(candidate));
        }
        out.putInt(table.size());
        out.putInt(tokens.length);
        for (int i = 0; i < tokens.length; i++) {
            out.putInt(tokens[i]).putLong(scan.tokenCount(tokens[i])).putInt(texts[i].length);
            out.put(texts[i]);
        }
        return out.array();
    }

    private static void write(ByteBuffer out, CollationParameters parameters) {
        out.putInt(parameters.excerptTokens()).putInt(parameters.top()).putInt(parameters.perBin());
        out.putInt(parameters.sample()).putInt(parameters.random()).putInt(parameters.hardNegatives());
        out.putInt(parameters.tokenTable());
        out.putLong(parameters.seed()).putInt(parameters.quantileBounds().size());
        parameters.quantileBounds().forEach(out::putDouble);
    }

    /** @throws IllegalArgumentException if the bytes are no scan */
    public static ScannedCorpus read(byte[] bytes) {
        return Packed.read(bytes, "scan of a corpus", in -> {
            Packed.require(in.aByte() == VERSION);
            CollationParameters parameters = parameters(in);
            int length = parameters.excerptTokens();
            long excerpts = in.aLong();
            Packed.require(excerpts > 0);
            int excerptBytes = Math.addExact(Packed.excerptBytes(0), Math.multiplyExact(length, Integer.BYTES));
            List<Excerpt> sample = in.list(excerptBytes, () -> in.excerpt(length));
            List<Excerpt> random = in.list(excerptBytes, () -> in.excerpt(length));
            int tableTokens = in.small();
            int[] tokens = new int[in.count(TOKEN_BYTES)];
            long[] counts = new long[tokens.length];
            Map<Integer, String> texts = new HashMap<>();
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = in.small();
                counts[i] = in.aLong();
                Packed.require(counts[i] >= 0);
                texts.put(tokens[i], in.text());
            }
            CorpusScan scan = CorpusScan.found(parameters, excerpts, sample, random, tokens, counts);
            return new ScannedCorpus(scan, new TableTokens(scan, tableTokens), texts);
        });
    }

    private static CollationParameters parameters(Packed in) {
        int excerptTokens = in.small();
        int top = in.small();
        int perBin = in.small();
        int sample = in.small();
        int random = in.small();
        int hardNegatives = in.small();
        int tokenTable = in.small();
        long seed = in.aLong();
        List<Double> bounds = in.list(Double.BYTES, in::aDouble);
        return new CollationParameters(excerptTokens, top, bounds, perBin, sample, random, hardNegatives, tokenTable, seed);
    }
}
