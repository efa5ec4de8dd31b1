package dev.ganglion.activation.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.activation.recording.RequestException;
import dev.ganglion.activation.text.TextActivations;
import dev.ganglion.subject.ModelException;
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
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What chosen neurons do on a text, printed. */
@Command(
        name = "infra/ganglion activations",
        description = "Shows what chosen neurons do on each token of a text, without broker and database.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion activations --model infra/demo/model --text \"And it came to pass\" --layer 2",
            "  infra/ganglion activations --model DIR --text - --layer 0 --neurons 3,17 --json < text.txt",
            "",
            "JSON: {\"tokens\":[…],\"layer\":L,\"neurons\":[…],\"activations\":[[per token] per neuron]}"
        })
public final class ActivationsCommand implements Callable<Integer> {

    /** The argument that asks for this instead of the service. */
    public static final String NAME = "activations";

    private static final int BAD_INPUT = 2;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "the model: config.json, model.safetensors, tokenizer.json")
    private Path model;

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "the text; - reads standard input")
    private String text;

    @Option(names = "--layer", required = true, paramLabel = "L", description = "the layer, from 0")
    private int layer;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            split = ",",
            description = "indexes in the layer (default: the ten with the highest activation after position 0)")
    private List<Integer> neurons = List.of();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private ActivationsCommand() {}

    /** Does it and returns the exit code: 0, or 2 for bad input. */
    public static int run(String... arguments) {
        // Libraries that log have nothing to say here.
        LogManager.getLogManager().reset();
        return run(
                new PrintWriter(new PrintStream(System.out, true, StandardCharsets.UTF_8), true),
                new PrintWriter(new PrintStream(System.err, true, StandardCharsets.UTF_8), true),
                arguments);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new ActivationsCommand())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> {
                    err.println("ganglion: " + e.getMessage());
                    err.println("Try 'infra/ganglion activations --help'.");
                    return BAD_INPUT;
                })
                .setExecutionExceptionHandler((e, command, result) -> {
                    if (e instanceof RequestException || e instanceof ModelException) {
                        err.println("ganglion: " + e.getMessage());
                        return BAD_INPUT;
                    }
                    throw e;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        String read = text.equals("-") ? read(System.in) : text;
        PrintWriter out = spec.commandLine().getOut();
        try (SubjectModel subject = SubjectModels.load(model)) {
            TextActivations found = TextActivations.of(subject, read, layer, neurons);
            if (json) {
                out.println(new JsonMapper().writeValueAsString(found));
            } else {
                ActivationTable.print(found, out);
            }
        }
        out.flush();
        return 0;
    }

    /** One byte more than is allowed is enough to be refused. */
    private static String read(InputStream in) throws IOException {
        return new String(in.readNBytes(4 * TextActivations.LONGEST_TEXT + 1), StandardCharsets.UTF_8);
    }
}
