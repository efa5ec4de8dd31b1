package dev.ganglion.benchmarks.surroundings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.local.ChildProcess;
import dev.ganglion.local.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A packaged service as a process of its own, with the options that the command line runs it with. */
public final class MeasuredService implements AutoCloseable {

    private static final int LINES = 10;
    private final ChildProcess process;
    private final int port;

    private MeasuredService(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
        // Whoever interrupts a measurement does not wait for it, and must not be left with its services.
        Runtime.getRuntime().addShutdownHook(new Thread(process.handle()::destroyForcibly));
    }

    /**
     * Starts it.
     *
     * @param root of the checkout
     * @param title of the service, which is its directory
     * @param environment what it needs
     * @throws BenchmarkException if it is not built
     */
    public static MeasuredService start(Path root, String title, Map<String, String> environment, Path log) {
        Path jar = packaged(root, title).resolve("quarkus-run.jar");
        Map<String, String> all = new HashMap<>(environment);
        int port = Ports.free();
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        List<String> command = java(title);
        command.addAll(List.of("-jar", jar.toString()));
        return new MeasuredService(ChildProcess.start(title, command, all, log), port);
    }

    /**
     * Starts another program with a service's libraries and options. It answers no HTTP.
     *
     * @param title of the program
     * @param classes places of its own classes
     * @param program class and arguments
     * @throws BenchmarkException if the service is not built
     */
    public static MeasuredService program(
            Path root, String service, String title, List<Path> classes, List<String> program, Path log) {
        Path libraries = packaged(root, service).resolve("lib");
        List<String> path = new ArrayList<>(List.of(
                libraries.resolve("main/*").toString(),
                libraries.resolve("boot/*").toString()));
        classes.forEach(each -> path.add(each.toString()));
        List<String> command = java(service);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
        command.addAll(program);
        return new MeasuredService(ChildProcess.start(title, command, Map.of(), log), -1);
    }

    private static Path packaged(Path root, String service) {
        Path packaged = root.resolve(service).resolve("target/quarkus-app");
        if (!Files.exists(packaged)) {
            throw new BenchmarkException(packaged + " is missing: build with 'mvn package'");
        }
        return packaged;
    }

    private static List<String> java(String service) {
        String options = System.getProperty("ganglion.java-options." + service);
        if (options == null) {
            throw new BenchmarkException(
                    "start this with infra/ganglion benchmark: it says how " + service + " is run");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.split(" ")));
        return command;
    }

    /** Processor time since its start, of all its threads, in seconds. */
    public double cpuSeconds() {
        return process.handle()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toNanos)
                        .orElseThrow(() -> ended("this system does not say how much processor time it had"))
                / 1e9;
    }

    /** Physical memory that it has now, in MiB; −1 where the system does not say so as Linux does. */
    public long residentMb() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(-1L);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Complains if the ledger has less than answers as they were asked for: that would be other work than is measured. */
    public void checkAnswers() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/costs"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        JsonNode costs =
                new JsonMapper().readTree(response.body()).path("recipes").path(0);
        if (costs.path("answers").asLong() == 0
                || costs.path("formatFailures").asLong() > 0
                || costs.path("refusals").asLong() > 0) {
            throw ended("it did not get the answers that it asked for: " + costs);
        }
    }

    /** Where it answers HTTP, ending in a slash. */
    public String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    public String title() {
        return process.title();
    }

    public long pid() {
        return process.pid();
    }

    /** Complains if it has ended. */
    public void check() {
        if (!process.isAlive()) {
            throw ended("it ended with code " + process.exitValue());
        }
    }

    /** With the end of its log, which is gone soon. */
    public BenchmarkException ended(String what) {
        String end;
        try {
            List<String> lines = new String(Files.readAllBytes(process.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            end = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            end = "(no log)";
        }
        return new BenchmarkException(process.title() + ": " + what + "; the end of its log:\n" + end);
    }

    @Override
    public void close() {
        process.close();
    }
}
