package dev.ganglion.local;

import java.nio.file.Path;
import java.util.List;

/**
 * How the programs of this package are started and how they fail: arguments in a fixed order, a last line that says in one
 * sentence why it ends, and an end when the process that wanted it is gone.
 */
final class ChildMain {

    /** Begins the line that says why a program ends. */
    static final String REFUSED = "REFUSED: ";

    private static final int REFUSED_CODE = 2;

    private ChildMain() {}

    /**
     * @param data the data directory
     * @param port to listen on
     * @param parent the process to end with, or 0
     * @param durable whether a crash must lose nothing
     */
    record Arguments(Path data, int port, long parent, boolean durable) {

        List<String> toList() {
            return List.of(data.toString(), Integer.toString(port), Long.toString(parent), Boolean.toString(durable));
        }

        static Arguments parse(String[] arguments) {
            return new Arguments(
                    Path.of(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    Long.parseLong(arguments[2]),
                    Boolean.parseBoolean(arguments[3]));
        }
    }

    /** A program that runs until it is stopped. */
    interface Program {
        void run(Arguments arguments) throws Exception;
    }

    static void run(String[] arguments, Program program) {
        try {
            Arguments parsed = Arguments.parse(arguments);
            endWith(parsed.parent());
            program.run(parsed);
        } catch (LocalException e) {
            System.out.println(REFUSED + e.getMessage());
            System.exit(REFUSED_CODE);
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            System.out.println(REFUSED + e);
            System.exit(REFUSED_CODE);
        }
    }

    private static void endWith(long parent) {
        if (parent != 0) {
            ProcessHandle.of(parent)
                    .ifPresentOrElse(process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
        }
    }
}
