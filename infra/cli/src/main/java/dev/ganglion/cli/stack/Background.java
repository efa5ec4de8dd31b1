package dev.ganglion.cli.stack;

import dev.ganglion.cli.stack.ServiceProcesses.Database;
import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.Topics;
import dev.ganglion.local.ChildProcess;
import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalException;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.LocalTopics;
import dev.ganglion.local.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The same processes as a demo's, but they outlive the command that starts them, and keep their data. Starting is
 * idempotent: what runs is left alone, what has stopped is started where it was.
 */
final class Background {

    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";

    private final Installation installation;
    private final StackDirectory directory;
    private final Consumer<String> notices;
    private final Map<String, RunningProcess> processes = new LinkedHashMap<>();

    private Background(Installation installation, Consumer<String> notices) {
        this.installation = installation;
        this.directory = new StackDirectory(installation.state().resolve("stack"));
        this.notices = notices;
    }

    /**
     * Starts what is not running and returns when all of it is ready.
     *
     * @param beside processes beside the baseline; those that an earlier command started are kept without being named
     * @return the viewer's address
     * @throws Refusal if a demo runs, or something does not start; what did start stays
     */
    static String start(Installation installation, List<ServiceInstance> beside, Consumer<String> notices)
            throws InterruptedException {
        Optional<StackFile> before = StackFile.read(installation);
        Background background = new Background(installation, notices);
        if (before.isPresent() && before.get().startedBy().equals("up")) {
            before.get().processes().forEach(process -> background.processes.put(process.title(), process));
        } else {
            Leftovers.refuseOrClear(installation, notices);
        }
        try {
            return background.start(beside);
        } catch (LocalException e) {
            throw Refusal.failed(e.getMessage(), e);
        }
    }

    /** Stops what runs in this checkout, whoever started it; false if nothing did. */
    static boolean stop(Installation installation, Consumer<String> notices) {
        Optional<StackFile> stack = StackFile.read(installation);
        if (stack.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> demo = Optional.ofNullable(stack.get().owner()).flatMap(RunningProcess::handle);
        if (demo.isPresent()) {
            // It would start the services again; it stops them itself.
            notices.accept("Stopping the demo");
            ChildProcess.stop(demo.get(), Duration.ofMinutes(2));
        }
        boolean any = Leftovers.stop(stack.get(), notices);
        StackFile.delete(installation);
        return any || demo.isPresent();
    }

    private String start(List<ServiceInstance> beside) throws InterruptedException {
        String bootstrap = kafka();
        Database database = postgres();
        LocalTopics.create(bootstrap, Topics.all(), LocalTopics.PARTITIONS);
        ServiceProcesses services = new ServiceProcesses(installation, directory, bootstrap, database);
        List<Started> started = new ArrayList<>();
        Map<ServiceInstance, Integer> ports = ports(wanted(beside));
        int activationPort = activationPort(ports);
        for (Map.Entry<ServiceInstance, Integer> entry : ports.entrySet()) {
            ServiceInstance instance = entry.getKey();
            int port = portOf(instance.title(), entry.getValue());
            if (!runs(instance.title())) {
                ChildProcess process = services.start(instance, port, activationPort);
                remember(RunningProcess.of(instance, process.handle(), port), bootstrap);
                started.add(new Started(instance, process, port));
            }
        }
        for (Started service : started) {
            awaitReady(services, service, bootstrap);
        }
        return viewer();
    }

    private void awaitReady(ServiceProcesses services, Started service, String bootstrap) throws InterruptedException {
        try {
            services.awaitReady(service.process(), service.port());
        } catch (Refusal e) {
            if (service.instance().recipe() != null && !service.process().isAlive()) {
                // A recipe that cannot run, or is misspelled, must not be in the way of every later start.
                processes.remove(service.instance().title());
                write(bootstrap);
            }
            throw e;
        }
    }

    /** The baseline, what was started earlier, and what is asked for now, which wins over what was set earlier. */
    private List<ServiceInstance> wanted(List<ServiceInstance> beside) {
        Map<String, ServiceInstance> wanted = new LinkedHashMap<>();
        ServiceInstance.baseline().forEach(instance -> wanted.put(instance.title(), instance));
        for (RunningProcess process : processes.values()) {
            ServiceInstance earlier = ServiceInstance.remembered(process);
            if (earlier != null) {
                wanted.putIfAbsent(earlier.title(), earlier);
            }
        }
        beside.forEach(instance -> wanted.put(instance.title(), instance));
        return List.copyOf(wanted.values());
    }

    private Map<ServiceInstance, Integer> ports(List<ServiceInstance> instances) {
        return ServiceProcesses.ports(
                instances, processes.values().stream().map(RunningProcess::port).toList());
    }

    private int activationPort(Map<ServiceInstance, Integer> ports) {
        return ports.entrySet().stream()
                .filter(entry -> entry.getKey().program() == ServiceProgram.ACTIVATION)
                .mapToInt(entry -> portOf(entry.getKey().title(), entry.getValue()))
                .findFirst()
                .orElseThrow();
    }

    private record Started(ServiceInstance instance, ChildProcess process, int port) {}

    private String kafka() {
        int port = portOf(KAFKA, Stack.PREFERRED_BROKER_PORT);
        String bootstrap = "127.0.0.1:" + port;
        if (!runs(KAFKA)) {
            LocalBroker broker = LocalBroker.start(options(KAFKA, port));
            remember(RunningProcess.of(KAFKA, broker.process().handle(), port), bootstrap);
        }
        return bootstrap;
    }

    private Database postgres() {
        int port = portOf(POSTGRES, Stack.PREFERRED_DATABASE_PORT);
        LocalPostgres postgres;
        if (runs(POSTGRES)) {
            postgres = LocalPostgres.at(port);
        } else {
            postgres = LocalPostgres.start(options(POSTGRES, port));
            remember(
                    RunningProcess.of(POSTGRES, postgres.process().handle(), port),
                    "127.0.0.1:" + processes.get(KAFKA).port());
        }
        return new Database(postgres.reactiveUrl(), postgres.jdbcUrl(), LocalPostgres.USER);
    }

    private LocalOptions options(String title, int port) {
        return new LocalOptions(directory.data(title), port, directory.log(title), false, true);
    }

    private boolean runs(String title) {
        return processes.containsKey(title) && processes.get(title).handle().isPresent();
    }

    /** The port it had before, so that what depends on it finds it again; else one that is free. */
    private int portOf(String title, int preferred) {
        return processes.containsKey(title) ? processes.get(title).port() : Ports.freeOr(preferred);
    }

    private void remember(RunningProcess process, String bootstrap) {
        String title = process.title();
        notices.accept("Started " + title + " on port " + process.port() + ", log " + directory.log(title));
        processes.put(title, process);
        write(bootstrap);
    }

    private void write(String bootstrap) {
        String viewer = processes.containsKey(ServiceProgram.SCORER.title()) ? viewer() : null;
        new StackFile("up", null, bootstrap, viewer, List.copyOf(processes.values())).write(installation);
    }

    private String viewer() {
        return "http://127.0.0.1:"
                + processes.get(ServiceProgram.SCORER.title()).port() + "/";
    }
}
