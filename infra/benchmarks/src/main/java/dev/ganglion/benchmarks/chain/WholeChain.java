package dev.ganglion.benchmarks.chain;

import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import dev.ganglion.benchmarks.surroundings.MeasuredService;
import dev.ganglion.benchmarks.surroundings.Surroundings;
import dev.ganglion.benchmarks.surroundings.TopicWatch;
import dev.ganglion.benchmarks.surroundings.Usage;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All stages at work at once, from the moment their processes are started until the last neuron's records are committed
 * to the database.
 *
 * @param seconds on the clock, the start of the services with it
 * @param warmNeuronsPerSecond without the first fifth of the neurons, in which JVMs start and compile
 * @param cpuSeconds processor time by process
 * @param peakMb the most physical memory by process, in MiB
 * @param totalPeakMb the most of all at the same moment, in MiB
 */
record WholeChain(
        int neurons,
        double seconds,
        double warmNeuronsPerSecond,
        Map<String, Double> cpuSeconds,
        Map<String, Long> peakMb,
        long totalPeakMb) {

    private static final int POLL_MILLIS = 500;
    /** In turns: the system goes through all pages of all processes for it. */
    private static final int LOOKS_AT_MEMORY = 20;

    /** In turns, how often the broker is asked how far each stage is. */
    private static final int ASKS_EVERY = 10;

    static WholeChain measure(Path root, Surroundings surroundings, int neurons, Consumer<String> say)
            throws IOException, InterruptedException {
        List<MeasuredService> services = new ArrayList<>();
        try (TopicWatch watch = new TopicWatch(surroundings.bootstrapServers(), LocalTopics.PARTITIONS)) {
            Usage usage = new Usage(surroundings, List.of());
            long from = System.nanoTime();
            services.add(start(root, surroundings, "explainer-service", Map.of("EXPLAINER_RECIPE", "token-lookup")));
            services.add(start(root, surroundings, "simulator-service", Map.of("SIMULATOR_RECIPE", "token-lookup")));
            services.add(start(root, surroundings, "scorer-service", Map.of()));
            usage.add(services);
            Progress progress = new Progress("stored", neurons, say, Instant.now());
            long warmFrom = 0;
            double warmDone = 0;
            double done = 0;
            String stages = "";
            for (int turn = 0; done < neurons; turn++) {
                Thread.sleep(POLL_MILLIS);
                services.forEach(MeasuredService::check);
                done = (double) watch.done(Topology.PROJECTION, Topology.TOPICS) / Topology.TOPICS.size();
                if (warmFrom == 0 && done >= neurons / 5.0) {
                    warmFrom = System.nanoTime();
                    warmDone = done;
                }
                if (turn % LOOKS_AT_MEMORY == 0) {
                    usage.look();
                }
                if (turn % ASKS_EVERY == 0) {
                    stages = stages(watch);
                }
                progress.at(done, stages, Instant.now());
            }
            long until = System.nanoTime();
            checkDeadLetters(watch);
            return new WholeChain(
                    neurons,
                    (until - from) / 1e9,
                    (done - warmDone) / ((until - warmFrom) / 1e9),
                    usage.cpuSeconds(),
                    usage.peakMb(),
                    usage.totalPeakMb());
        } finally {
            services.forEach(MeasuredService::close);
        }
    }

    private static MeasuredService start(
            Path root, Surroundings surroundings, String title, Map<String, String> recipe) {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.putAll(recipe);
        return MeasuredService.start(root, title, environment, surroundings.log(title));
    }

    private static String stages(TopicWatch watch) throws InterruptedException {
        return String.format(
                Locale.ROOT,
                "; explained %,d, simulated %,d, scored %,d",
                watch.records(List.of(Topics.EXPLANATIONS)),
                watch.records(List.of(Topics.SIMULATIONS)),
                watch.records(List.of(Topics.SCORES)));
    }

    private static void checkDeadLetters(TopicWatch watch) throws InterruptedException {
        long deadLetters = watch.records(Topics.DEAD_LETTERS);
        if (deadLetters > 0) {
            throw new BenchmarkException(deadLetters + " dead letters: the chain did not do what is measured");
        }
    }

    /** Neurons for each second on the clock, the start with it. */
    double neuronsPerSecond() {
        return neurons / seconds;
    }

    double totalCpuSeconds() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Cores that all of it kept busy on average. */
    double coresBusy() {
        return totalCpuSeconds() / seconds;
    }
}
