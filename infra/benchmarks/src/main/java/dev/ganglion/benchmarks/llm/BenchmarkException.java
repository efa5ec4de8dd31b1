package dev.ganglion.benchmarks.llm;

/** Nothing could be measured, and why. */
final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchmarkException(String sentence) {
        super(sentence);
    }
}
