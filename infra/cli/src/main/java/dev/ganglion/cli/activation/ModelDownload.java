package dev.ganglion.cli.activation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of the hub, brought by the activation-service's own command, which shows how far it is and says what is wrong.
 *
 * @param model its id, with the commit
 * @param name what its neurons are called
 * @param directory where it is
 */
record ModelDownload(String model, String name, String directory) {

    private static final int LONGEST_ANSWER = 1 << 16;

    /** Brings a model. Blocking, for as long as that takes. Empty if it cannot be had; why has been said then. */
    static Optional<ModelDownload> of(Installation installation, String id) throws IOException, InterruptedException {
        Process process = start(installation, List.of(id, "--json"), ProcessBuilder.Redirect.PIPE);
        try (InputStream printed = process.getInputStream()) {
            byte[] answer = printed.readNBytes(LONGEST_ANSWER);
            return process.waitFor() == 0
                    ? Optional.of(new JsonMapper().readValue(answer, ModelDownload.class))
                    : Optional.empty();
        } finally {
            process.destroy();
        }
    }

    /** Starts the command with these arguments; it says on standard error how far it is. */
    static Process start(Installation installation, List<String> arguments, ProcessBuilder.Redirect output)
            throws IOException {
        List<String> command = new ArrayList<>(ServiceProgram.ACTIVATION.javaCommand(installation));
        command.add(DownloadCommand.NAME);
        command.addAll(arguments);
        return program(command).redirectOutput(output).start();
    }

    /** A one-shot command of the activation-service, which knows whether a person watches. */
    static ProcessBuilder program(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command).inheritIO();
        program.environment().putAll(ServiceProgram.ACTIVATION.environment());
        program.environment().put("GANGLION_TERMINAL", String.valueOf(Terminal.interactive()));
        return program;
    }
}
