package dev.ganglion.cli.terminal;

import picocli.CommandLine;

/** What a command says instead of going on: one sentence, and the exit code. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Refusal(String sentence, int exitCode, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** The command or its input is wrong: exit code 2. */
    public static Refusal badInput(String sentence) {
        return new Refusal(sentence, CommandLine.ExitCode.USAGE, null);
    }

    /** Something that should work did not: exit code 1. */
    public static Refusal failed(String sentence) {
        return new Refusal(sentence, CommandLine.ExitCode.SOFTWARE, null);
    }

    /** As {@link #failed(String)}, with the cause for whoever debugs. */
    public static Refusal failed(String sentence, Throwable cause) {
        return new Refusal(sentence, CommandLine.ExitCode.SOFTWARE, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
