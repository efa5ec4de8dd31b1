package dev.ganglion.benchmarks.chain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.benchmarks.neurons.SyntheticNeurons;
import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import dev.ganglion.benchmarks.surroundings.Surroundings;
import dev.ganglion.benchmarks.surroundings.TopicWatch;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the whole chain without a language model, and prints it. */
@Command(
        name = "infra/ganglion benchmark chain",
        description = {
            "Measures the whole chain: synthetic neurons as large as real ones wait on the topic; then they are explained,"
                    + " simulated and scored by the recipe token-lookup, and stored: the built services, a real broker and a"
                    + " real database, all on this machine. It takes some minutes.",
            "Before that each stage runs alone over fewer neurons; after it a plain producer and a plain consumer move the"
                    + " same records, and the scores are checked."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  infra/ganglion benchmark chain", "  infra/ganglion benchmark chain --neurons 5000 --json"})
public final class ChainBenchmark implements Callable<Integer> {

    /** A producer's batch holds a few records: it seldom has two of the same. */
    private static final int DIFFERENT_NEURONS = 256;

    private static final int MOST_ALONE = 10_000;
    private static final int FEWEST = 1000;
    /** Bytes of disk for each neuron, with room for what the database writes twice. */
    private static final long DISK_PER_NEURON = 300_000;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            defaultValue = "50000",
            description = "how many (default: 50000, for which there must be 15 GB of disk)")
    private int neurons;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private ChainBenchmark() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new ChainBenchmark());
        command.setExecutionExceptionHandler((failure, line, result) -> {
            if (!(failure instanceof BenchmarkException)) {
                throw failure;
            }
            line.getErr().println("ganglion: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String root = System.getProperty("ganglion.root");
        if (root == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "start this with infra/ganglion benchmark chain");
        }
        if (neurons < FEWEST) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--neurons must be " + FEWEST + " or more: fewer are done before it is warm");
        }
        checkDisk();
        ChainReport report = measure(Path.of(root));
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new JsonMapper().writeValueAsString(report.json()) : report.text());
        out.flush();
        return 0;
    }

    private ChainReport measure(Path root) throws IOException, InterruptedException {
        SyntheticNeurons synthetic = new SyntheticNeurons(DIFFERENT_NEURONS);
        int alone = Math.min(neurons, MOST_ALONE);
        List<StageAlone> stages;
        say("1 of 3: each stage alone over " + alone + " neurons …");
        try (Surroundings surroundings = Surroundings.start()) {
            fill(surroundings, synthetic, alone);
            stages = StageAlone.all(root, surroundings, alone, this::say);
        }
        try (Surroundings surroundings = Surroundings.start()) {
            say("2 of 3: the whole chain over " + neurons + " neurons …");
            fill(surroundings, synthetic, neurons);
            WholeChain chain = WholeChain.measure(root, surroundings, neurons, this::say);
            say("3 of 3: checking the scores; a plain producer and a plain consumer …");
            CheckedAnswers answers = CheckedAnswers.of(surroundings, synthetic, neurons);
            Map<String, Long> bytesOnDisk = bytesOnDisk(surroundings);
            return new ChainReport(chain, stages, PlainBroker.measure(surroundings, alone), answers, bytesOnDisk);
        }
    }

    private void fill(Surroundings surroundings, SyntheticNeurons synthetic, int many) {
        Progress progress = new Progress("written", many, this::say, Instant.now());
        surroundings.fill(Topics.NEURON_ACTIVATIONS, many, SyntheticNeurons::key, n -> {
            progress.at(n + 1.0, "", Instant.now());
            return synthetic.activations(n);
        });
    }

    private static Map<String, Long> bytesOnDisk(Surroundings surroundings) throws InterruptedException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        try (TopicWatch watch = new TopicWatch(surroundings.bootstrapServers(), LocalTopics.PARTITIONS)) {
            for (String topic : Topology.TOPICS) {
                bytes.put(topic, watch.bytesOnDisk(topic));
            }
        }
        return bytes;
    }

    private void checkDisk() throws IOException {
        long needed = (neurons + Math.min(neurons, MOST_ALONE)) * DISK_PER_NEURON;
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        long free = Files.getFileStore(temporary).getUsableSpace();
        if (free < needed) {
            throw new BenchmarkException(String.format(
                    "%s has %,d MB free, and %,d neurons may need %,d MB: free some, or take fewer --neurons",
                    temporary, free / 1_000_000, neurons, needed / 1_000_000));
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
