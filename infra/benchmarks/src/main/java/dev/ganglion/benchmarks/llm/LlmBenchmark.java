package dev.ganglion.benchmarks.llm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how the services ask language models, and prints it. */
@Command(
        name = "infra/ganglion benchmark llm",
        description = {
            "Measures how the services ask language models: the built services, a real broker and a real database,"
                    + " thousands of waiting records, and a scripted server. It takes some minutes and spends nothing.",
            "A call of the client is one question and its answer: its price reserved and settled in the ledger, HTTP, the"
                    + " answer stored. To a call of a service belongs all that is done for it: the record is read and"
                    + " parsed, the prompt made, the answer parsed, and the result published."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion benchmark llm",
            "  infra/ganglion benchmark llm --json",
            "  infra/ganglion benchmark llm --records 100000      memory with 100,000 waiting records; needs 3 GB of disk"
        })
public final class LlmBenchmark implements Callable<Integer> {

    /** A simulator asks about twenty excerpts of each, so that this is more than is measured. */
    private static final int EXPLANATIONS = 3000;

    /** Until then a JVM compiles more than it works. */
    private static final int WARM_UP_CALLS = 15_000;

    private static final int MEASURED_CALLS = 15_000;

    private static final int WARM_UP_CLIENT_CALLS = 60_000;

    private static final int MEASURED_CLIENT_CALLS = 60_000;

    /** An echo is a hundred times as much to read, so a tenth of the calls warms up as well. */
    private static final int ECHOES = 2_500;

    private static final int FEWEST = 2000;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "20000",
            description = "records that wait for the explainer-service; at most 20,000 are worked on (default: 20000)")
    private int records;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private LlmBenchmark() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new LlmBenchmark());
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
                    spec.commandLine(), "start this with infra/ganglion benchmark llm");
        }
        if (records < FEWEST) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--records must be " + FEWEST + " or more: fewer are done before it is warm");
        }
        Path checkout = Path.of(root);
        say("1 of 5: a server that takes half a second …");
        SlotsBusy slots = SlotsBusy.measure(checkout);
        say("2 of 5: a server that answers at once, " + records + " records waiting …");
        Waiting waiting = Waiting.measure(checkout, records);
        say("3 of 5: answers of a thousand bytes, the client alone …");
        CallRate client = asking(checkout, WARM_UP_CLIENT_CALLS, MEASURED_CLIENT_CALLS);
        say("4 of 5: answers of a thousand bytes …");
        CallRate calls = simulating(checkout, "json", Answers.json(), WARM_UP_CALLS, MEASURED_CALLS);
        say("5 of 5: a server that echoes prompts …");
        CallRate echoes = simulating(checkout, "prompt-logprobs", Answers.echo(), ECHOES, ECHOES);
        Report report = new Report(slots, waiting, client, calls, echoes);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new JsonMapper().writeValueAsString(report.json()) : report.text());
        out.flush();
        return 0;
    }

    private static CallRate simulating(
            Path checkout, String recipe, Function<Call, Reply> script, int warmUp, int measured)
            throws IOException, InterruptedException {
        try (Run run = Run.simulating(checkout, recipe, EXPLANATIONS, script)) {
            CallRate rate = CallRate.measure(run, warmUp, warmUp + measured);
            run.service().checkAnswers();
            return rate;
        }
    }

    private static CallRate asking(Path checkout, int warmUp, int measured) throws IOException, InterruptedException {
        try (Run run = Run.asking(checkout, Answers.sentence())) {
            return CallRate.measure(run, warmUp, warmUp + measured);
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
