package dev.ganglion.benchmarks.activation;

/**
 * What was measured of one size. Times are those of running and collating, from the first excerpt to the last neuron's
 * record, without the matrix products that run in between.
 *
 * @param shape the size's name
 * @param tokens of the corpus
 * @param tokensPerSecond of the corpus, by all of the time
 * @param gflops of the model's matrix products ({@link Size#flops}), those of excerpts that run again among them
 * @param matmulGflops of the plain matrix products, those near in time to much of the work counting for as much
 * @param ratio of the two
 * @param collationShare of the time, that is not the model's
 * @param cpuRatio ratio by processor time instead of the clock
 * @param cpuCollationShare collationShare by processor time
 * @param peakResidentMb MiB of physical memory, or -1 if not known
 * @param weightsMb MiB of the weights among that
 * @param recordSeconds through the model with the corpus; the rest is completeSeconds for excerpts that run again, and
 *     collateSeconds for making records
 * @param records how many neurons' records were handed on
 * @param recordBytes of a record as it is put on a topic, on average
 */
record Measurement(
        String shape,
        long tokens,
        double tokensPerSecond,
        double gflops,
        double matmulGflops,
        double ratio,
        double collationShare,
        double cpuRatio,
        double cpuCollationShare,
        long peakResidentMb,
        long weightsMb,
        double seconds,
        double recordSeconds,
        double completeSeconds,
        double collateSeconds,
        long records,
        long recordBytes) {}
