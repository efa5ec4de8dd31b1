package dev.ganglion.demo;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import picocli.CommandLine;

/** How the module's programs end. 0: done; 1: what was given cannot be used (one sentence on stderr); 2: wrong usage. */
final class CommandLines {

    private CommandLines() {}

    /** For {@code main}: runs the command and gives its exit code. */
    static int run(Object command, String... arguments) {
        // DJL logs through SLF4J. That the programs bring no log to write to is not news to their user.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        return of(command).execute(arguments);
    }

    static CommandLine of(Object command) {
        return new CommandLine(command).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof UnusableInput || failure instanceof ModelException) {
                commandLine.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            if (failure instanceof IOException) {
                commandLine.getErr().println("Reading or writing a file failed: " + failure);
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }
}
