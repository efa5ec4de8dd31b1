package dev.ganglion.activation.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.text.TextActivations;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.Placement;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What chosen neurons do on a text, printed: the result on standard output, one sentence on standard error if it fails. */
@Command(
        name = "infra/ganglion activations",
        header = "Shows what neurons of one layer do on each token of a text, without broker and database.",
        sortOptions = false,
        usageHelpWidth = 120,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion activations --model infra/demo/model --layer 2 --text \"And it came to pass\"",
            "  infra/ganglion activations --model DIR --layer 0 --neurons 3,17 --json --text - < text.txt",
            "",
            "Position 0 is printed, but depends on its token alone: the ten highest neurons are chosen without it.",
            "JSON: {\"tokens\":[…],\"layer\":L,\"neurons\":[…],\"activations\":[[per token] per neuron]}"
        })
public final class ActivationsCommand implements Callable<Integer> {

    /** The argument that asks for this instead of the service. */
    public static final String NAME = "activations";

    private static final String STANDARD_INPUT = "-";
    private static final int LONGEST_CHARACTER = 4; // bytes in UTF-8

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "The model: a directory in the layout of the Hugging Face hub (config.json, weights, tokenizer).")
    private Path model;

    @Option(names = "--layer", required = true, paramLabel = "L", description = "The layer, from 0.")
    private int layer;

    @Option(
            names = "--text",
            required = true,
            paramLabel = "TEXT",
            description = "The text, no longer than the model's context; - reads it from standard input, as UTF-8.")
    private String text;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            split = ",",
            description = "Indexes in the layer, at most " + TextActivations.MOST_NEURONS
                    + "; without them the ten that rise highest.")
    private List<Integer> neurons = List.of();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "${env:ACTIVATION_DEVICE:-cpu}",
            description = "Where the model computes: cpu, cuda or cuda:N (ACTIVATION_DEVICE; cpu).")
    private String device;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "${env:ACTIVATION_PRECISION:-float32}",
            description = "In which numbers: float32, or float16 on a CUDA device (ACTIVATION_PRECISION; float32).")
    private String precision;

    @Option(names = "--json", description = "Print one JSON object, with all digits.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final InputStream in;

    private ActivationsCommand(InputStream in) {
        this.in = in;
    }

    /** Does it and returns the exit code: 0, or 2 for bad input. */
    public static int run(String... arguments) {
        silenceLibraries();
        return run(System.in, writer(System.out), writer(System.err), arguments);
    }

    static int run(InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
        int exitCode = new CommandLine(new ActivationsCommand(in))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> {
                    err.println("ganglion: " + oneLine(e.getMessage()) + " (see infra/ganglion activations --help)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, given) -> failed(e, err))
                .execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof RequestException || e instanceof ModelException || e instanceof IOException) {
            err.println("ganglion: " + oneLine(e.getMessage()));
            return CommandLine.ExitCode.USAGE;
        }
        err.println("ganglion: unexpected failure, please report it: " + oneLine(e.toString()));
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException {
        String read = text();
        TextActivations found;
        try (SubjectModel subject = SubjectModels.load(model, Placement.parse(device, precision))) {
            found = TextActivations.of(subject, read, layer, neurons);
        }
        print(found, spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    private String text() throws IOException {
        if (text.equals(STANDARD_INPUT)) {
            // One character more than is allowed is enough to be refused.
            int most = LONGEST_CHARACTER * (TextActivations.LONGEST_TEXT + 1);
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
        if (text.indexOf('\uFFFD') >= 0 && !"UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
            throw new RequestException("The text has characters that this shell's locale cannot pass on; set"
                    + " LC_ALL=C.UTF-8, or give the text on standard input with --text -.");
        }
        return text;
    }

    private void print(TextActivations found, PrintWriter out) throws JsonProcessingException {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(found));
        } else {
            new ActivationTable(found, Ansi.AUTO.enabled()).print(out);
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new PrintStream(stream, false, StandardCharsets.UTF_8), false, StandardCharsets.UTF_8);
    }

    /** What they log is of no use to who asked for a result. */
    private static void silenceLibraries() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
