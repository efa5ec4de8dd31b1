package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.Installation;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.local.ChildProcess;
import dev.ganglion.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of a service, which can be stopped in all manners and started again. */
final class Replica implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration START = Duration.ofMinutes(3);

    private final ServiceProgram program;
    private final Installation installation;
    private final Map<String, String> environment;
    private final Path log;
    private final int port = Ports.free();
    private ChildProcess process;

    Replica(ServiceProgram program, Installation installation, Map<String, String> environment, Path log) {
        this.program = program;
        this.installation = installation;
        this.environment = new HashMap<>(environment);
        this.environment.putAll(program.environment());
        this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.log = log;
        start();
    }

    ServiceProgram program() {
        return program;
    }

    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    Path log() {
        return log;
    }

    void start() {
        process = ChildProcess.start(program.title(), program.javaCommand(installation), environment, log);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until it says that it is ready. */
    void awaitReady() throws InterruptedException {
        long start = System.nanoTime();
        while (!isUp("ready")) {
            if (!process.isAlive() || System.nanoTime() - start > START.toNanos()) {
                throw new AssertionError(program.title() + " does not start: see " + log);
            }
            Thread.sleep(100);
        }
    }

    /** Whether a probe of its health says UP. */
    boolean isUp(String probe) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/" + probe))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.handle().destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /** As Kubernetes does: SIGTERM, and SIGKILL after 30 s, which must not be needed. Returns how long that took. */
    Duration terminate() throws InterruptedException {
        long start = System.nanoTime();
        process.handle().destroy();
        awaitEnd(Duration.ofSeconds(30));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Stops it as it is for so long, like a machine that is suspended. */
    void freeze(Duration time) throws IOException, InterruptedException {
        signal("STOP");
        Thread.sleep(time.toMillis());
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private void awaitEnd(Duration limit) throws InterruptedException {
        try {
            process.handle().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            process.handle().destroyForcibly();
            throw new AssertionError(
                    program.title() + " did not end within " + limit.toSeconds() + " s: see " + log, e);
        }
    }

    @Override
    public void close() {
        process.handle().destroyForcibly();
        process.close();
    }
}
