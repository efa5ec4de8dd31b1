package dev.ganglion.cli;

import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.cli.terminal.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands everything to the program that measures, which has its own options. */
@Command(
        name = BenchmarkCommand.NAME,
        description = {
            "Measures speed on this machine: chain is how many neurons a second are explained, simulated, scored and"
                    + " stored without a language model; llm is how the services ask language models; activation is how fast a"
                    + " model's neurons are recorded; results is how fast a large results database is filled and answers."
        },
        customSynopsis = {
            "infra/ganglion benchmark chain [--neurons N] [--json]",
            "   or: infra/ganglion benchmark llm [--records N] [--json]",
            "   or: infra/ganglion benchmark activation [--shape NAME,NAME] [--excerpts N] [--json]",
            "   or: infra/ganglion benchmark results [--neurons N] [--records N] [--json]",
            "   or: infra/ganglion benchmark chain|llm|activation|results --help"
        })
final class BenchmarkCommand implements Callable<Integer> {

    static final String NAME = "benchmark";

    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "chain", "dev.ganglion.benchmarks.chain.ChainBenchmark",
            "llm", "dev.ganglion.benchmarks.llm.LlmBenchmark",
            "activation", "dev.ganglion.benchmarks.activation.ActivationBenchmark",
            "results", "dev.ganglion.benchmarks.results.ResultsBenchmark"));

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (arguments.isEmpty() || List.of("--help", "-h").contains(arguments.get(0))) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return 0;
        }
        String program = PROGRAMS.get(arguments.get(0));
        if (program == null) {
            throw Refusal.badInput("there is no benchmark " + Terminal.plain(arguments.get(0)) + "; there are: "
                    + String.join(", ", PROGRAMS.keySet()));
        }
        Path target = Installation.find().root().resolve("infra/benchmarks/target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw Refusal.failed(target + " is not built: build with 'mvn package'");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlog4j2.configurationFile=classpath:dev/ganglion/benchmarks/log4j2.properties",
                "-Dganglion.root=" + Installation.find().root()));
        for (ServiceProgram service : ServiceProgram.values()) {
            command.add("-Dganglion.java-options." + service.title() + "=" + String.join(" ", service.javaOptions()));
        }
        command.addAll(
                List.of("-cp", target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*", program));
        command.addAll(arguments.subList(1, arguments.size()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
