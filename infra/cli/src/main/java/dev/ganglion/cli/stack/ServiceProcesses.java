package dev.ganglion.cli.stack;

import dev.ganglion.cli.results.JsonHttp;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.local.ChildProcess;
import dev.ganglion.local.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts services and waits until they are ready. */
final class ServiceProcesses {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LINES = 5;
    /** 8081 to 8084 are the services' own. */
    private static final int FIRST_PORT_BESIDE = 8085;

    private final Installation installation;
    private final StackDirectory directory;
    private final Map<String, String> environment;
    private final JsonHttp http = new JsonHttp();

    /**
     * @param bootstrap the broker's address
     * @param database where the results go
     */
    ServiceProcesses(Installation installation, StackDirectory directory, String bootstrap, Database database) {
        this.installation = installation;
        this.directory = directory;
        this.environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", bootstrap,
                "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", "");
    }

    /** How services reach the database. */
    record Database(String reactiveUrl, String jdbcUrl, String user) {}

    /**
     * Starts a process, and does not wait for it.
     *
     * @param port where it listens
     * @param activationPort where the activation-service listens, which an explainer and the viewer may ask to run sentences
     */
    ChildProcess start(ServiceInstance instance, int port, int activationPort) {
        ServiceProgram program = instance.program();
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(program.environment());
        if (program == ServiceProgram.EXPLAINER || program == ServiceProgram.SCORER) {
            all.put("ACTIVATION_SERVICE_URL", "http://127.0.0.1:" + activationPort);
        }
        if (program == ServiceProgram.ACTIVATION) {
            all.put(
                    "ACTIVATION_MERGE_STATE_DIR",
                    directory.data("activation-merge").toString());
        }
        all.putAll(instance.settings());
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        if (!program.asksModels()) {
            // It inherits this command's environment, and has no use for the key.
            all.put("OPENAI_API_KEY", "");
        }
        return ChildProcess.start(
                instance.title(), program.javaCommand(installation), all, directory.log(instance.title()));
    }

    /** Ports for these processes: a service's usual one for its first, the ones after all of them for the others. */
    static Map<ServiceInstance, Integer> ports(List<ServiceInstance> instances, Collection<Integer> taken) {
        Map<ServiceInstance, Integer> ports = new LinkedHashMap<>();
        int beside = FIRST_PORT_BESIDE;
        for (ServiceInstance instance : instances) {
            int preferred = instance.program().preferredPort();
            if (instance.recipe() != null) {
                while (taken.contains(beside) || !Ports.isFree(beside)) {
                    beside++;
                }
                preferred = beside++;
            }
            ports.put(instance, Ports.freeOr(preferred));
        }
        return ports;
    }

    /** Waits until the service says that it is ready. */
    void awaitReady(ChildProcess process, int port) throws InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        while (!http.isUp("http://127.0.0.1:" + port + "/q/health/ready")) {
            if (!process.isAlive()) {
                throw Refusal.failed(
                        process.title() + " did not start; the end of " + process.log() + ":\n" + end(process.log()));
            }
            if (Instant.now().isAfter(end)) {
                throw Refusal.failed(
                        process.title() + " was not ready within " + LIMIT.toSeconds() + " s: see " + process.log());
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static String end(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.matches("\\s+(at .*|\\.\\.\\. [0-9]+ more)"))
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "(it cannot be read)";
        }
    }
}
