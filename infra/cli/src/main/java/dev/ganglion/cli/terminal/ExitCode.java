package dev.ganglion.cli.terminal;

/** What commands end with, besides picocli's own: 0, 1 for what failed, 2 for a wrong command or input. */
public final class ExitCode {

    /** There is less than was asked for, since the budget did not reach further. */
    public static final int BUDGET_SPENT = 3;

    private ExitCode() {}
}
