package dev.ganglion.cli.stack;

import dev.ganglion.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what runs; the data stays. */
@Command(
        name = "down",
        description = "Stops services, database and broker, and replays first. The data stays.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion down",
            "  infra/ganglion down && rm -r .ganglion/stack      start from nothing next time"
        })
public final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Installation installation = Installation.find();
        boolean replays = new ReplayProcesses(installation).stop(Terminal::say);
        if (!Background.stop(installation, Terminal::say) && !replays) {
            Terminal.say("Nothing is running.");
        }
        return 0;
    }
}
