package dev.ganglion.cli.rebuilding;

import dev.ganglion.cli.deadletters.DeadLetterText;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.StackFile;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the results database holds, in a few digits. */
@Command(
        name = "checksum",
        description = {
            "Prints a checksum of the results database, and one of each table. Two that were made of the same topics have the"
                    + " same, whatever the order was: times are left out.",
            "It reads every table once."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  infra/ganglion checksum", "  infra/ganglion checksum --json"})
public final class ChecksumCommand implements Callable<Integer> {

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StackFile stack = StackFile.running(Installation.find());
        PrintWriter out = spec.commandLine().getOut();
        try {
            Content content = Content.of(stack.viewer());
            out.println(json ? DeadLetterText.write(content) : RebuildText.tables(content));
        } catch (IOException e) {
            throw Refusal.failed("the scorer-service has no checksum: " + e.getMessage(), e);
        }
        out.flush();
        return 0;
    }
}
