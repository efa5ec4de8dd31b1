package dev.ganglion.cli.activation;

import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands everything to the activation-service's own command of this name, which knows the options. */
@Command(
        name = ActivationsCommand.NAME,
        description = "Shows what chosen neurons do on a text: a quick look without broker and database.",
        customSynopsis =
                "infra/ganglion activations --model DIR|ID --text TEXT --layer L [--neurons 3,17] [--json] [--help]")
public final class ActivationsCommand implements Callable<Integer> {

    public static final String NAME = "activations";

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.find();
        List<String> command = new ArrayList<>(ServiceProgram.ACTIVATION.javaCommand(installation));
        command.add(NAME);
        command.addAll(arguments);
        return ModelDownload.program(command).start().waitFor();
    }
}
