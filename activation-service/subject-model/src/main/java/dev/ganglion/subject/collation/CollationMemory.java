package dev.ganglion.subject.collation;

import dev.ganglion.subject.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How much of the heap a collation may take, and how it makes do with that: which layers go through the corpus together,
 * how many tokens sums are kept of, and of how many layers the drawn excerpts' rows are held at once. It takes as few
 * passes over the corpus as it can, and then as many tokens.
 *
 * <p>Bytes, with N neurons in a layer, L layers, T tokens in an excerpt, and C candidates (sample, random ones and spares):
 *
 * <ul>
 *   <li>always: L × N × (top × (2 T + 17) + 52), and the text of what is in a top list, at most
 *       min(excerpts of the corpus, L × N × top) × (4 T + 80)
 *   <li>token sums: 8 × L × N × tokens in the table
 *   <li>until excerpts are picked: L × N × 4 C; from then on: L × N × 4 drawn, and N × drawn × (2 T + 5) for each layer
 *       whose rows are held
 *   <li>where the corpus is divided, nothing is picked: L × N × 4 C, and of one layer at a time N × C × (2 T + 9)
 * </ul>
 *
 * <p>The other shards hold less than the first, which has the candidates, and are planned as it is: a neuron's shards must
 * have sums of the same tokens.
 *
 * @param bytes of heap for all of it
 * @param tokenTableBytes the most of that for sums of tokens; what does not fit is left out, the rarest tokens first
 */
public record CollationMemory(long bytes, long tokenTableBytes) {

    /** Rather than keep sums of fewer tokens, the corpus is gone through once more. They are two thirds of English text. */
    static final int FEWEST_TOKENS = 512;

    /** As much as it takes. */
    public static final CollationMemory UNLIMITED = new CollationMemory(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);

    /** All for what is needed, and the rest for sums of tokens. */
    public CollationMemory(long bytes) {
        this(bytes, bytes);
    }

    /**
     * What is done with the memory.
     *
     * @param passes the layers that go through the corpus together
     * @param tokens the most frequent tokens that sums are kept of
     * @param layersHeld how many layers' rows of drawn excerpts are held at once
     */
    record Plan(List<SortedSet<Integer>> passes, int tokens, int layersHeld) {}

    /**
     * @param neurons in each layer
     * @param shard the same comes out for every shard of as many
     * @throws ModelException if not even one layer fits
     */
    Plan plan(SortedSet<Integer> layers, int neurons, CorpusScan scan, CorpusShard shard) {
        int different = scan.differentTokens();
        int fewest = (int) Math.min(Math.min(different, FEWEST_TOKENS), tokenTableBytes / tokenBytes(neurons));
        Costs costs = new Costs(neurons, scan, !shard.isWhole());
        int passes = 1;
        while (costs.all(perPass(layers, passes), fewest, 1) > bytes) {
            if (perPass(layers, passes) == 1) {
                throw new ModelException("One layer of this model needs " + megabytes(costs.all(1, fewest, 1))
                        + " MB of heap over this corpus, and there are " + megabytes(bytes)
                        + " for it; start the service with a larger -Xmx, or leave the collation more of it.");
            }
            passes++;
        }
        int together = perPass(layers, passes);
        if (costs.divided()) {
            return new Plan(split(layers, together), tokens(costs, together, 1, different), 1);
        }
        // The candidates run once more for each group of layers that is held: that costs more than rare tokens are
        // worth.
        int tokens = tokens(costs, together, together, different);
        if (tokens < Math.min(different, scan.parameters().tokenTable())) {
            tokens = Math.max(fewest, tokens(costs, together, (together + 1) / 2, different));
        }
        int held = together;
        while (held > 1 && costs.all(together, tokens, held) > bytes) {
            held--;
        }
        return new Plan(split(layers, together), tokens, held);
    }

    /** How many tokens' sums there is room for beside the rows of so many layers; below 0 if there is no room for those. */
    private int tokens(Costs costs, int layers, int held, int different) {
        long room = Math.min(tokenTableBytes, bytes - costs.all(layers, 0, held));
        return (int) Math.min(different, room / (layers * tokenBytes(costs.neurons())));
    }

    private static int perPass(SortedSet<Integer> layers, int passes) {
        return (layers.size() + passes - 1) / passes;
    }

    private static List<SortedSet<Integer>> split(SortedSet<Integer> layers, int together) {
        List<Integer> ascending = List.copyOf(layers);
        List<SortedSet<Integer>> passes = new ArrayList<>();
        for (int from = 0; from < ascending.size(); from += together) {
            passes.add(new TreeSet<>(ascending.subList(from, Math.min(ascending.size(), from + together))));
        }
        return passes;
    }

    private static long tokenBytes(int neurons) {
        return Double.BYTES * (long) neurons;
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** Bytes of each thing. */
    private record Costs(int neurons, CorpusScan scan, boolean divided) {

        /**
         * The most there are at any time.
         *
         * @param tokens that sums are kept of
         * @param held layers whose rows of drawn excerpts are held
         */
        long all(int layers, int tokens, int held) {
            long drawn = divided
                    ? candidates(layers) + candidateRows()
                    : Math.max(candidates(layers), picked(layers) + held * pickedRows());
            return always(layers) + layers * tokens * tokenBytes(neurons) + drawn;
        }

        private long always(int layers) {
            CollationParameters parameters = scan.parameters();
            long each = parameters.top() * (row() + 16) + 52;
            long texts = Math.min(scan.excerpts(), (long) layers * neurons * parameters.top());
            return (long) layers * neurons * each + texts * (4L * parameters.excerptTokens() + 80);
        }

        private long candidates(int layers) {
            return (long) layers * neurons * Float.BYTES * scan.candidates().size();
        }

        private long picked(int layers) {
            return (long) layers * neurons * Integer.BYTES * scan.parameters().drawnExcerpts();
        }

        /** Of one layer. */
        private long pickedRows() {
            return (long) neurons * scan.parameters().drawnExcerpts() * (row() + Integer.BYTES);
        }

        /** Of one layer, with their places. */
        private long candidateRows() {
            return (long) neurons * scan.candidates().size() * (row() + 2 * Integer.BYTES);
        }

        private long row() {
            return HalfRows.bytes(scan.parameters().excerptTokens());
        }
    }
}
