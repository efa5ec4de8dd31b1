package dev.ganglion.cli;

import dev.ganglion.cli.stack.Background;
import dev.ganglion.cli.stack.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts what is not running, in the background. */
@Command(
        name = "up",
        description = "Starts broker, database and services in the background; what runs already is left alone.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/ganglion up",
            "  infra/ganglion activate --model DIR --corpus FILE",
            "",
            "Data and logs are in .ganglion/stack/ and stay there after infra/ganglion down."
        })
final class UpCommand implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
        String viewer = Background.start(Installation.find(), Terminal::say);
        Terminal.say("Look: " + viewer + "   (stop: infra/ganglion down)");
        return 0;
    }
}
