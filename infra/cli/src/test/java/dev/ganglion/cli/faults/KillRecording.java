package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import java.nio.file.Path;
import java.util.List;

/** {@code kill -9} of the activation-service in the middle of a request; the others run the baseline. */
record KillRecording(int times) implements Fault {

    @Override
    public String name() {
        return "kill-activation-service";
    }

    @Override
    public Chain chain(Path directory) throws InterruptedException {
        return new Chain(directory, directory.resolve("kafka"), false, List.of(ServiceProgram.values()), 1);
    }

    @Override
    public Feed feed(Chain chain) {
        return new RequestFeed(chain, 1);
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        new Kill(ServiceProgram.ACTIVATION, times).strike(scene);
    }
}
