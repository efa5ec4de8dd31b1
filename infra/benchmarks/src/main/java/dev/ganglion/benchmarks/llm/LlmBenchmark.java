package dev.ganglion.benchmarks.llm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how the services ask language models, and prints it. */
@Command(
        name = "infra/ganglion benchmark llm",
        description = {
            "Measures how the services ask language models: the built services, a real broker and a real database,"
                    + " thousands of waiting records, and a scripted server. It takes some minutes and spends nothing.",
            "A call is one question and its answer, with all that is done for it: the record is read and parsed, the"
                    + " prompt made, its tokens counted, its price reserved and settled in the ledger, the answer parsed"
                    + " and stored, and the result published."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion benchmark llm",
            "  infra/ganglion benchmark llm --json",
            "  infra/ganglion benchmark llm --records 100000      memory with 100,000 waiting records; needs 3 GB of disk"
        })
public final class LlmBenchmark implements Callable<Integer> {

    private static final int ECHO_EXPLANATIONS = 4000;
    private static final int ECHO_FIRST = 1500;
    private static final int ECHO_LAST = 7500;
    private static final int FEWEST = 2000;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "20000",
            description = "records that wait for the explainer-service (default: 20000)")
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
        say("1 of 3: a server that takes half a second …");
        SlotsBusy slots = SlotsBusy.measure(checkout);
        say("2 of 3: a server that answers at once, " + records + " records waiting …");
        CallRate calls;
        try (Run run = Run.explaining(checkout, records, Answers.sentence(0))) {
            calls = CallRate.measure(run, records / 5, records - records / 10);
        }
        say("3 of 3: a server that echoes prompts …");
        CallRate echoes;
        try (Run run = Run.simulating(checkout, ECHO_EXPLANATIONS, Answers.echo())) {
            echoes = CallRate.measure(run, ECHO_FIRST, ECHO_LAST);
        }
        Report report = new Report(slots, calls, records, new SyntheticNeurons().activations(0).length, echoes);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new JsonMapper().writeValueAsString(report.json()) : report.text());
        out.flush();
        return 0;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /**
     * What was measured.
     *
     * @param records that waited for the explainer-service
     * @param recordBytes of one of them
     */
    private record Report(SlotsBusy slots, CallRate calls, int records, int recordBytes, CallRate echoes) {

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>(slots.json());
            json.put("callsPerSecondPerCore", calls.perSecondPerCore());
            json.put("callsPerSecond", calls.perSecond());
            json.put("callsCores", calls.cores());
            json.put("answerBytes", calls.bytes());
            json.put("recordBytes", recordBytes);
            json.put("records", records);
            json.put("residentMbStart", calls.residentMbStart());
            json.put("residentMbEnd", calls.residentMbEnd());
            json.put("echoCallsPerSecondPerCore", echoes.perSecondPerCore());
            json.put("echoCallsPerSecond", echoes.perSecond());
            json.put("echoCores", echoes.cores());
            json.put("echoBytes", echoes.bytes());
            json.put("echoTokens", SyntheticText.TOKENS);
            json.put("cores", Runtime.getRuntime().availableProcessors());
            return json;
        }

        String text() {
            return slots.text()
                    + rate("calls", calls, "each with a record of " + Answers.bytes(recordBytes) + " to read")
                    + rate("echo calls", echoes, "each of a " + SyntheticText.TOKENS + "-token excerpt")
                    + String.format(
                            "memory                  %d MiB at first, %d MiB in the end, with %,d records waiting",
                            calls.residentMbStart(), calls.residentMbEnd(), records);
        }

        private static String rate(String title, CallRate rate, String what) {
            int cores = Runtime.getRuntime().availableProcessors();
            return String.format(
                    "%-23s %,.0f for a second of the service's processor time; answers of %s, %s%n"
                            + "%24s%,.0f/s on the clock; %s%n",
                    title,
                    rate.perSecondPerCore(),
                    Answers.bytes(rate.bytes()),
                    what,
                    "",
                    rate.perSecond(),
                    bound(rate, cores));
        }

        /** The service shares the machine with the server that it asks, with the broker and with the database. */
        private static String bound(CallRate rate, int cores) {
            return String.format(
                    rate.cores() > 0.8
                            ? "bound by the service's processor time: it keeps %.1f of %d cores busy"
                            : "bound by what is around the service, which keeps %.1f of %d cores busy",
                    rate.cores(),
                    cores);
        }
    }
}
