package dev.ganglion.benchmarks.chain;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One stage at work alone, over what the stages before it left.
 *
 * @param neuronsPerSecond on the clock, from the first tenth on, when its JVM is about warm
 * @param cpuSecondsPerThousand processor seconds by process for 1,000 neurons, over the same time
 */
record StageAlone(String stage, double neuronsPerSecond, Map<String, Double> cpuSecondsPerThousand) {

    private static final int POLL_MILLIS = 100;

    /** The stages, each with what makes a process do nothing else. */
    private enum Stage {
        EXPLAINER("explainer-service", Topics.EXPLANATIONS, Map.of("EXPLAINER_RECIPE", "token-lookup")),
        SIMULATOR("simulator-service", Topics.SIMULATIONS, Map.of("SIMULATOR_RECIPE", "token-lookup")),
        SCORER("scorer-service", Topics.SCORES, Map.of("MP_MESSAGING_INCOMING_PROJECTION_ENABLED", "false")),
        PROJECTION(
                "scorer-service",
                null,
                Map.of(
                        "MP_MESSAGING_INCOMING_SIMULATIONS_ENABLED",
                        "false",
                        "MP_MESSAGING_OUTGOING_SCORES_ENABLED",
                        "false"));

        private final String service;
        /** What it fills; null if it reads all topics into the database. */
        private final String out;

        private final Map<String, String> environment;

        Stage(String service, String out, Map<String, String> environment) {
            this.service = service;
            this.out = out;
            this.environment = environment;
        }

        String title() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** How many neurons it is done with; the projection is done with a neuron when it has all its four records. */
        double done(TopicWatch watch) throws InterruptedException {
            return out == null
                    ? (double) watch.done(Topology.PROJECTION, Topology.TOPICS) / Topology.TOPICS.size()
                    : watch.records(List.of(out));
        }
    }

    /** Runs one after the other over so many neurons, which wait on the topic. */
    static List<StageAlone> all(Path root, Surroundings surroundings, int neurons, Consumer<String> say)
            throws IOException, InterruptedException {
        List<StageAlone> alone = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            alone.add(measure(stage, root, surroundings, neurons, say));
        }
        return alone;
    }

    private static StageAlone measure(
            Stage stage, Path root, Surroundings surroundings, int neurons, Consumer<String> say)
            throws IOException, InterruptedException {
        Map<String, String> environment = new java.util.HashMap<>(surroundings.environment());
        environment.putAll(stage.environment);
        try (TopicWatch watch = new TopicWatch(surroundings.bootstrapServers(), LocalTopics.PARTITIONS);
                MeasuredService service = MeasuredService.start(
                        root, stage.service, environment, surroundings.log(stage.title() + "-alone"))) {
            Usage usage = new Usage(surroundings, List.of(service));
            Progress progress = new Progress(stage.title() + " alone", neurons, say, Instant.now());
            double first = until(neurons / 10.0, stage, watch, service, progress);
            usage.restart();
            long from = System.nanoTime();
            double last = until(neurons, stage, watch, service, progress);
            double seconds = (System.nanoTime() - from) / 1e9;
            Map<String, Double> cpu = new LinkedHashMap<>();
            usage.cpuSeconds().forEach((title, used) -> cpu.put(title, used / (last - first) * 1000));
            return new StageAlone(stage.title(), (last - first) / seconds, cpu);
        }
    }

    private static double until(
            double neurons, Stage stage, TopicWatch watch, MeasuredService service, Progress progress)
            throws InterruptedException {
        double done = stage.done(watch);
        while (done < neurons) {
            service.check();
            progress.at(done, "", Instant.now());
            Thread.sleep(POLL_MILLIS);
            done = stage.done(watch);
        }
        return done;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stage", stage);
        json.put("neuronsPerSecond", neuronsPerSecond);
        json.put("cpuSecondsPerThousand", cpuSecondsPerThousand);
        return json;
    }
}
