package dev.ganglion.subject.model;

import dev.ganglion.subject.engine.Placement;

/**
 * How many excerpts are best run together: as many as make the device fast, if the memory holds them twice. The estimate
 * needs no trial: a batch that is too large all the same is run in {@link BatchParts}.
 */
final class BatchSize {

    /** Beyond this the CPU gets no faster; its caches hold less of each layer. */
    private static final int CPU_TOKENS = 1024;

    /** Keeps a graphics card busy; each layer's activations still fit the host they are copied to. */
    private static final int CUDA_TOKENS = 8192;

    /** The rest is for who takes the activations, and for others on the device. */
    private static final int SHARE_OF_MEMORY = 2;

    private BatchSize() {}

    /**
     * @param tokens in each excerpt
     * @param freeBytes of the device's memory
     * @return at least 1
     */
    static int of(Network network, Placement placement, int tokens, long freeBytes) {
        long fast = (placement.isCuda() ? CUDA_TOKENS : CPU_TOKENS) / tokens;
        long held = freeBytes / SHARE_OF_MEMORY / bytes(network, placement, tokens);
        return (int) Math.max(1, Math.min(fast, held));
    }

    /** About how many bytes one excerpt takes while it runs. */
    static long bytes(Network network, Placement placement, int tokens) {
        return network.workingNumbers(tokens) * placement.precision().bytes();
    }
}
