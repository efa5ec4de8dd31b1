package dev.ganglion.benchmarks.activation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sizes of a GPT-2, and how it is measured. */
enum Size {
    DEMO("demo", 4, 192, 4, 128, 4096, 4096, 1024),
    GPT2_SMALL("gpt2-small", 12, 768, 12, 1024, 50_257, 2048, 2048),
    GPT2_XL("gpt2-xl", 48, 1600, 25, 1024, 50_257, 1100, 4500);

    private final String title;
    private final int layers;
    private final int width;
    private final int heads;
    private final int context;
    private final int vocabulary;
    private final int excerpts;
    private final int heapMb;

    /**
     * @param excerpts that are run if nothing is said
     * @param heapMb of the process that is measured
     */
    Size(String title, int layers, int width, int heads, int context, int vocabulary, int excerpts, int heapMb) {
        this.title = title;
        this.layers = layers;
        this.width = width;
        this.heads = heads;
        this.context = context;
        this.vocabulary = vocabulary;
        this.excerpts = excerpts;
        this.heapMb = heapMb;
    }

    static Optional<Size> of(String title) {
        return Arrays.stream(values()).filter(size -> size.title.equals(title)).findFirst();
    }

    String title() {
        return title;
    }

    int layers() {
        return layers;
    }

    int width() {
        return width;
    }

    int heads() {
        return heads;
    }

    int context() {
        return context;
    }

    int vocabulary() {
        return vocabulary;
    }

    int neurons() {
        return 4 * width;
    }

    int excerpts() {
        return excerpts;
    }

    int heapMb() {
        return heapMb;
    }

    /** Where nearly all of the heap holds data, the young generation is small, and the collation gets more than half. */
    List<String> javaOptions() {
        return this == GPT2_XL ? List.of("-Xmn256m", "-Dcollation.memory=" + ((heapMb - 600L) << 20)) : List.of();
    }

    /** Numbers in the weights. */
    long weights() {
        long d = width;
        return (vocabulary + context) * d + layers * (12 * d * d + 13 * d) + 2 * d;
    }

    /**
     * Floating-point operations of the matrix products that one excerpt takes through some layers, an addition and a
     * multiplication each counted: in each layer, for each token, 6 d² for queries, keys and values, 2 d² for attention's
     * output, 16 d² for the MLP, and 4 T d for the T × T products of attention, which are computed whole. What the neurons of
     * the last layer write, 8 d², nobody reads, and it is not computed. No embedding, no unembedding, nothing elementwise.
     */
    static double flops(int width, int depth, int tokens) {
        double d = width;
        return tokens * (depth * (24 * d * d + 4 * tokens * d) - 8 * d * d);
    }
}
