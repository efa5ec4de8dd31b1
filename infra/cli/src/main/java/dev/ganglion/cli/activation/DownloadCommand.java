package dev.ganglion.cli.activation;

import dev.ganglion.cli.stack.Installation;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands everything to the activation-service's own command of this name, which knows the options. */
@Command(
        name = DownloadCommand.NAME,
        description = "Brings a model from the Hugging Face hub into its cache, and prints the directory.",
        customSynopsis = "infra/ganglion download ID [--json] [--help]")
public final class DownloadCommand implements Callable<Integer> {

    public static final String NAME = "download";

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return ModelDownload.start(Installation.find(), arguments, ProcessBuilder.Redirect.INHERIT)
                .waitFor();
    }
}
