package dev.ganglion.activation.command;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;

/** What the one-shot commands have in common: how they are run, and how they fail. */
final class OneShot {

    /** Set by {@code infra/ganglion}, which knows; a JVM does not. */
    private static final String TERMINAL = "GANGLION_TERMINAL";

    private OneShot() {}

    static int run(Object command, String name, PrintWriter out, PrintWriter err, String... arguments) {
        int exitCode = new CommandLine(command)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> {
                    err.println("ganglion: " + oneLine(e.getMessage()) + " (see infra/ganglion " + name + " --help)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, line, given) -> failed(e, err))
                .execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof RequestException || e instanceof ModelException || e instanceof IOException) {
            err.println("ganglion: " + oneLine(e.getMessage()));
            return CommandLine.ExitCode.USAGE;
        }
        err.println("ganglion: unexpected failure, please report it: " + oneLine(e.toString()));
        return CommandLine.ExitCode.SOFTWARE;
    }

    static boolean isTerminal() {
        return Boolean.parseBoolean(System.getenv(TERMINAL));
    }

    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new PrintStream(stream, false, StandardCharsets.UTF_8), false, StandardCharsets.UTF_8);
    }

    /** What they log is of no use to who asked for a result. */
    static void silenceLibraries() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
