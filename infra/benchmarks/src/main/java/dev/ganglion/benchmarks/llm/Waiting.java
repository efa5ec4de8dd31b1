package dev.ganglion.benchmarks.llm;

import dev.ganglion.benchmarks.neurons.SyntheticNeurons;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A long way to go: many records wait for the explainer-service, whose memory must not grow with them.
 *
 * @param records that waited
 * @param recordBytes of one of them
 * @param rate of explanations, one call each
 * @param residentMbStart MiB of physical memory after the first fifth
 * @param residentMbEnd and before the last twentieth
 */
record Waiting(int records, int recordBytes, CallRate rate, long residentMbStart, long residentMbEnd) {

    static Waiting measure(Path root, int records) throws IOException, InterruptedException {
        try (Run run = Run.explaining(root, records, Answers.sentence(0))) {
            run.untilAsked(records / 5);
            long start = run.service().residentMb();
            CallRate rate = CallRate.measure(run, records / 2, records - records / 20);
            return new Waiting(
                    records,
                    new SyntheticNeurons().activations(0).length,
                    rate,
                    start,
                    run.service().residentMb());
        }
    }
}
