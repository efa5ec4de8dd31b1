package dev.ganglion.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the programs of this package are started and how they fail: arguments in a fixed order, a last line that says in one
 * sentence why it ends, and an end when the process that wanted it is gone.
 */
final class ChildMain {

    /** Begins the line that says why a program ends. */
    static final String REFUSED = "REFUSED: ";

    private static final int REFUSED_CODE = 2;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final String LOG4J_BINDING = "org.apache.logging.slf4j.SLF4JServiceProvider";

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

    /** The command that runs such a program. */
    static List<String> command(Class<?> main, List<String> flags, Arguments arguments) {
        List<String> all = new ArrayList<>(flags);
        all.add("-Dlog4j2.configurationFile=classpath:dev/ganglion/local/child-log4j2.properties");
        if (ChildMain.class.getClassLoader().getResource(LOG4J_BINDING.replace('.', '/') + ".class") != null) {
            // The class path of a Quarkus test binds another one.
            all.add("-Dslf4j.provider=" + LOG4J_BINDING);
            all.add("-Dslf4j.internal.verbosity=WARN");
        }
        return ChildProcess.javaCommand(main, all, arguments.toList());
    }

    static void run(String[] arguments, Program program) {
        try {
            Arguments parsed = Arguments.parse(arguments);
            endInTime();
            endWith(parsed.parent());
            DataDirectory.claim(parsed.data());
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

    /** A clean stop that does not come to its end is cut short, also when nobody is left who would. */
    private static void endInTime() {
        Thread impatient = new Thread(
                () -> {
                    try {
                        Thread.sleep(LONGEST_STOP.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(REFUSED_CODE);
                },
                "end-in-time");
        impatient.setDaemon(true);
        Runtime.getRuntime().addShutdownHook(new Thread(impatient::start, "start-end-in-time"));
    }

    private static void endWith(long parent) {
        if (parent != 0) {
            ProcessHandle.of(parent)
                    .ifPresentOrElse(process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
        }
    }
}
