package dev.ganglion.delivery;

import dev.ganglion.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application of the module under test, as a process of its own. */
public final class PackagedService implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path directory;
    private final int port;

    private PackagedService(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts it and does not wait.
     *
     * @param directory for what it prints
     * @param environment of the process, besides this one's own
     * @param settings as system properties
     * @param arguments of the program; none to run the service
     */
    public static PackagedService start(
            Path directory, Map<String, String> environment, Map<String, String> settings, String... arguments) {
        int port = Ports.free();
        // It lives for seconds: without the second compiler it starts in two thirds of the time.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("out").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("err").toFile()));
        builder.environment().putAll(environment);
        try {
            return new PackagedService(builder.start(), directory, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it ends by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not end:\n" + out());
        }
        return process.exitValue();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Where it listens, ending in a slash. */
    public String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Whether a health probe says UP. */
    public boolean isUp(String probe) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "q/health/" + probe))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public String out() {
        return read("out");
    }

    public String err() {
        return read("err");
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as Kubernetes does, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** As an orderly end does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
