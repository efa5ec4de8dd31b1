package dev.ganglion.activation;

import dev.ganglion.activation.command.ActivationsCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** The service; or, with the argument {@code activations}, one look at a text without broker and server. */
@QuarkusMain
public class ActivationService {

    private ActivationService() {}

    /** Runs until it gets SIGTERM, or does the one-shot command. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(ActivationsCommand.NAME)) {
            System.exit(ActivationsCommand.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        Quarkus.run(arguments);
    }
}
