package dev.ganglion.benchmarks.activation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast neurons are recorded, and prints it. */
@Command(
        name = "infra/ganglion benchmark activation",
        description = {
            "Measures how fast neurons are recorded: a GPT-2 of random weights runs over random text, every neuron of every"
                    + " layer is collated in full, and plain matrix products by the same library in between say what this"
                    + " machine can do. It takes some minutes.",
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion benchmark activation",
            "  infra/ganglion benchmark activation --shape gpt2-small --excerpts 512 --json",
            "  infra/ganglion benchmark activation --shape gpt2-xl     all 307,200 neurons: 13 GB of memory, 3 GB of disk, an hour"
        })
public final class ActivationBenchmark implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int FEWEST = 64;

    @Option(
            names = "--shape",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "demo,gpt2-small",
            description = "which models: demo, gpt2-small, gpt2-xl (default: demo,gpt2-small)")
    private List<String> shapes;

    @Option(
            names = "--excerpts",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "excerpts of 64 tokens to run (default: 4096 for demo, 2048 for gpt2-small, 1100 for gpt2-xl)")
    private int excerpts;

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private ActivationBenchmark() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new ActivationBenchmark());
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
        List<Size> sizes = shapes.stream().map(this::size).toList();
        if (excerpts != 0 && excerpts < FEWEST) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--excerpts must be " + FEWEST + " or more: fewer give no full sets of excerpts");
        }
        List<Measurement> measured = new ArrayList<>();
        for (Size size : sizes) {
            measured.add(measure(size));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JSON.writeValueAsString(measured) : Table.of(measured));
        out.flush();
        return 0;
    }

    private Size size(String title) {
        return Size.of(title)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "there is no shape " + title + "; there are: "
                                + Arrays.stream(Size.values()).map(Size::title).collect(Collectors.joining(", "))));
    }

    private Measurement measure(Size size) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("ganglion-benchmark");
        try {
            checkDisk(size, directory);
            say(size.title() + ": writing " + (RandomModel.bytes(size) >> 20) + " MiB of random weights …");
            RandomModel.write(size, directory);
            Process process = start(size, directory);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new BenchmarkException("the process that was measured has ended with code " + code
                        + (code > 128 ? ", killed from outside" : "; what it said is above"));
            }
            return JSON.readValue(output, Measurement.class);
        } finally {
            RandomModel.delete(directory);
        }
    }

    private Process start(Size size, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + size.heapMb() + "m"));
        command.addAll(size.javaOptions());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredCollation.class.getName(),
                size.title(),
                directory.toString(),
                Integer.toString(excerpts == 0 ? size.excerpts() : excerpts)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // As the service runs.
        builder.environment().put("GOMP_SPINCOUNT", "20000");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        process.getOutputStream().close();
        return process;
    }

    private static void checkDisk(Size size, Path directory) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        long needed = RandomModel.bytes(size) * 11 / 10;
        if (free < needed) {
            throw new BenchmarkException(String.format(
                    Locale.ROOT,
                    "%s needs %,d MiB of disk in %s for its weights, and there are %,d",
                    size.title(),
                    needed >> 20,
                    directory.getParent(),
                    free >> 20));
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
