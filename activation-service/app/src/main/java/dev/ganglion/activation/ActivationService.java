package dev.ganglion.activation;

import dev.ganglion.activation.command.ActivationsCommand;
import dev.ganglion.activation.models.ModelDirectories;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.engine.Placement;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service; or, with the argument {@code activations}, one look at a text without broker and server. */
@QuarkusMain
public final class ActivationService {

    private static final int BAD_INPUT = 2;

    /** It tells of its threads when it is started. */
    private static final Logger ENGINE_LOG = Logger.getLogger("ai.djl");

    ActivationService() {}

    /** Runs until it gets SIGTERM, or does the one-shot command. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            checkSettings();
            Quarkus.run();
        } else if (arguments[0].equals(ActivationsCommand.NAME)) {
            System.exit(ActivationsCommand.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } else {
            refuse("without arguments it runs the service, with \"" + ActivationsCommand.NAME
                    + "\" it looks at one text; it takes no other.");
        }
    }

    /** Before the start, which would add pages to the one sentence. */
    private static void checkSettings() {
        Config config = ConfigProvider.getConfig();
        try {
            ModelDirectories.parse(config.getOptionalValues(ModelDirectories.SETTING, String.class)
                    .orElse(List.of()));
            Placement placement = Placement.parse(
                    config.getValue("activation.device", String.class),
                    config.getValue("activation.precision", String.class));
            if (placement.isCuda()) {
                ENGINE_LOG.setLevel(Level.SEVERE);
                DjlEngine.check(placement.device());
            }
        } catch (RequestException | ModelException e) {
            refuse(e.getMessage());
        }
    }

    private static void refuse(String sentence) {
        System.err.println("activation-service: " + sentence);
        System.exit(BAD_INPUT);
    }
}
