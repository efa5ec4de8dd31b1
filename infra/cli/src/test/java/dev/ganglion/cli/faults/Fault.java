package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import java.nio.file.Path;
import java.util.List;

/** Something that goes wrong while the chain is at work. */
interface Fault {

    /** A few words in lower case, with hyphens. */
    String name();

    /** How often it strikes in the whole suite. */
    int times();

    /** Strikes, sees to it that whatever was broken is there again, and returns when the chain goes on. */
    void strike(Scene scene) throws Exception;

    /** The chain that it needs. */
    default Chain chain(Path directory) throws Exception {
        return new Chain(
                directory,
                directory.resolve("kafka"),
                true,
                List.of(ServiceProgram.EXPLAINER, ServiceProgram.SIMULATOR, ServiceProgram.SCORER),
                1);
    }

    /** What comes in meanwhile. */
    default Feed feed(Chain chain) {
        return new NeuronFeed(chain.records(), 4);
    }
}
