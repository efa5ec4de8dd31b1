package dev.ganglion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code infra/ganglion demo} as a process, in a checkout of its own, so that a developer's own demo is not disturbed. */
final class DemoProcess implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path checkout;
    private final Process process;

    private DemoProcess(Path checkout, Process process) {
        this.checkout = checkout;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param checkout an empty directory
     * @param environment added to this process's own
     */
    static DemoProcess start(Path checkout, Map<String, String> environment, String... options) throws IOException {
        Path built = Path.of(System.getProperty("ganglion.root"));
        for (String part :
                List.of("infra", "activation-service", "explainer-service", "simulator-service", "scorer-service")) {
            Files.createSymbolicLink(checkout.resolve(part), built.resolve(part));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dganglion.root=" + checkout,
                "-Dlog4j2.configurationFile=classpath:dev/ganglion/cli/log4j2.properties",
                "-cp",
                checkout.resolve("infra/cli/target/classes") + File.pathSeparator
                        + checkout.resolve("infra/cli/target/lib") + "/*",
                Ganglion.class.getName(),
                "demo"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(checkout.resolve("out").toFile())
                .redirectError(checkout.resolve("err").toFile());
        builder.environment().putAll(environment);
        return new DemoProcess(checkout, builder.start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean ends(long minutes) throws InterruptedException {
        return process.waitFor(minutes, TimeUnit.MINUTES);
    }

    int exitValue() {
        return process.exitValue();
    }

    /** What it printed on standard output: one JSON object. */
    JsonNode outcome() throws IOException {
        return MAPPER.readTree(checkout.resolve("out").toFile());
    }

    /** What it printed on standard error. */
    String said() throws IOException {
        return Files.readString(checkout.resolve("err"));
    }

    /** The list of what runs. */
    Path stackFile() {
        return checkout.resolve(".ganglion/stack.json");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the demo does not end", e);
        }
    }
}
