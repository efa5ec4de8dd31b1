package dev.ganglion.benchmarks.surroundings;

/** Nothing could be measured, and why. */
public final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchmarkException(String sentence) {
        super(sentence);
    }
}
