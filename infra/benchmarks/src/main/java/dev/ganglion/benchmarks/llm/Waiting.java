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
 * @param residentMbStart MiB of physical memory after the first fifth of what is worked on
 * @param residentMbEnd and before its last twentieth
 */
record Waiting(int records, int recordBytes, CallRate rate, long residentMbStart, long residentMbEnd) {

    /** More are worked on by none: they only wait. */
    private static final int MOST_WORKED_ON = 20_000;

    static Waiting measure(Path root, int records) throws IOException, InterruptedException {
        try (Run run = Run.explaining(root, records, Answers.sentence(0))) {
            int calls = Math.min(records, MOST_WORKED_ON);
            run.untilAsked(calls / 5);
            long start = run.service().residentMb();
            CallRate rate = CallRate.measure(run, calls / 2, calls - calls / 20);
            run.service().checkAnswers();
            return new Waiting(
                    records,
                    new SyntheticNeurons().activations(0).length,
                    rate,
                    start,
                    run.service().residentMb());
        }
    }
}
