package dev.ganglion.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that was started from here. It does not get the terminal's Ctrl-C: whoever started it stops it, in the right
 * order. Its output is appended to a file. Safe for use by many threads.
 */
public final class ChildProcess implements AutoCloseable {

    /** Ignored signals stay ignored through exec, and a JVM leaves an ignored SIGINT alone. */
    private static final List<String> WITHOUT_INTERRUPT = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    /** Bytes of a program's output that are searched: enough for its start. */
    private static final int MOST_OUTPUT = 1024 * 1024;

    /** As Kubernetes gives; services take up to 20 s of it for what is under way. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final String title;
    private final Process process;
    private final Path log;
    /** Where in the log its own output begins, in bytes. */
    private final long begin;

    private ChildProcess(String title, Process process, Path log, long begin) {
        this.title = title;
        this.process = process;
        this.log = log;
        this.begin = begin;
    }

    /**
     * Starts a program.
     *
     * @param title what it is, for messages
     * @param command the program and its arguments
     * @param environment added to this process's own
     * @param log what it prints is appended here
     * @throws LocalException if it cannot be started
     */
    public static ChildProcess start(String title, List<String> command, Map<String, String> environment, Path log) {
        List<String> whole = new ArrayList<>(WITHOUT_INTERRUPT);
        whole.addAll(command);
        long begin = openLog(log);
        try {
            ProcessBuilder builder = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ChildProcess(title, builder.start(), log, begin);
        } catch (IOException e) {
            throw new LocalException(title + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Makes sure that the log can be written and returns its size. */
    private static long openLog(Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                return channel.size();
            }
        } catch (IOException e) {
            throw LocalException.unwritable("the log", log, e);
        }
    }

    /** The command that runs a main class in a JVM like this one, with this one's class path. */
    static List<String> javaCommand(Class<?> main, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    public String title() {
        return title;
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The file that its output goes to. */
    public Path log() {
        return log;
    }

    /** The last line of its output that starts like this, without what it starts with. */
    Optional<String> lineStarting(String prefix) {
        return lastLine(prefix, 0);
    }

    /** What follows these words in the last line of its output that has them. */
    Optional<String> lineWith(String words) {
        return lastLine(words, Integer.MAX_VALUE);
    }

    private Optional<String> lastLine(String words, int latest) {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(begin);
            return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(words) && line.indexOf(words) <= latest)
                    .map(line -> line.substring(line.indexOf(words) + words.length()))
                    .reduce((earlier, later) -> later);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What it exited with; 128 and the signal's number if it was killed. */
    public int exitValue() {
        return process.exitValue();
    }

    /** Stops it: asks, waits, and kills it if that does not help. Returns when it is gone. */
    @Override
    public void close() {
        stop(process.toHandle(), GRACE);
    }

    /** Stops any process in the same way. */
    public static void stop(ProcessHandle process, Duration grace) {
        process.destroy();
        if (!ends(process, grace)) {
            process.destroyForcibly();
            ends(process, grace);
        }
    }

    static boolean ends(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        }
    }
}
