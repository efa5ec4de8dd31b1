package dev.ganglion.cli;

import dev.ganglion.cli.stack.Background;
import dev.ganglion.cli.stack.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what runs; the data stays. */
@Command(
        name = "down",
        description = "Stops services, database and broker. The data stays.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion down",
            "  infra/ganglion down && rm -r .ganglion/stack      start from nothing next time"
        })
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        if (!Background.stop(Installation.find(), Terminal::say)) {
            Terminal.say("Nothing is running.");
        }
        return 0;
    }
}
