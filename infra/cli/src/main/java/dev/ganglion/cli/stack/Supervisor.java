package dev.ganglion.cli.stack;

import dev.ganglion.local.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Starts a service again that has died, as Kubernetes would. It gives up on one that dies over and over: that is no
 * accident.
 */
final class Supervisor implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final int MOST_RESTARTS = 5;

    private final ServiceProcesses services;
    private final Map<ServiceInstance, Integer> ports = new LinkedHashMap<>();
    private final Map<ServiceInstance, ChildProcess> running = new LinkedHashMap<>();
    private final Map<ServiceInstance, Integer> restarts = new LinkedHashMap<>();
    private final Runnable changed;
    private final Consumer<String> notices;
    private final Predicate<String> held;
    private final Set<ServiceInstance> stoppedOnPurpose = new HashSet<>();
    /** Started, and not yet ready: what does not start is a failure, and not started again. */
    private final List<ChildProcess> unwatched = new ArrayList<>();

    private Thread watch;
    private boolean closed;

    /**
     * @param changed called after a service was started again
     * @param notices gets a sentence for people
     * @param held whether a command has stopped the service of this title on purpose, and is not done yet
     */
    Supervisor(ServiceProcesses services, Runnable changed, Consumer<String> notices, Predicate<String> held) {
        this.services = services;
        this.changed = changed;
        this.notices = notices;
        this.held = held;
    }

    /** Starts these processes and returns when all are ready; from then on they are watched. */
    void start(Map<ServiceInstance, Integer> instances) throws InterruptedException {
        Map<ServiceInstance, ChildProcess> started = new LinkedHashMap<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            ports.putAll(instances);
            instances.forEach((instance, port) -> started.put(instance, start(instance)));
            unwatched.addAll(started.values());
        }
        for (Map.Entry<ServiceInstance, ChildProcess> entry : started.entrySet()) {
            services.awaitReady(entry.getValue(), instances.get(entry.getKey()));
        }
        synchronized (this) {
            running.putAll(started);
            unwatched.removeAll(started.values());
        }
        if (watch == null) {
            watch = new Thread(this::watch, "supervisor");
            watch.setDaemon(true);
            watch.start();
        }
    }

    synchronized Map<ServiceInstance, Integer> ports() {
        return new LinkedHashMap<>(ports);
    }

    /** Each service's process now, in the order of the chain. */
    synchronized List<RunningProcess> processes() {
        List<RunningProcess> processes = new ArrayList<>();
        running.forEach((instance, process) ->
                processes.add(RunningProcess.of(instance, process.handle(), ports.get(instance))));
        return processes;
    }

    private ChildProcess start(ServiceInstance instance) {
        int activationPort = ports.entrySet().stream()
                .filter(entry -> entry.getKey().program() == ServiceProgram.ACTIVATION)
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        return services.start(instance, ports.get(instance), activationPort);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(POLL.toMillis());
                if (restartTheDead()) {
                    changed.run();
                }
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean restartTheDead() {
        boolean restarted = false;
        for (ServiceInstance instance : running.keySet()) {
            ChildProcess process = running.get(instance);
            if (closed || process.isAlive()) {
                continue;
            }
            if (held.test(instance.title())) {
                stoppedOnPurpose.add(instance);
                continue;
            }
            if (stoppedOnPurpose.remove(instance)) {
                running.put(instance, start(instance));
                restarted = true;
                continue;
            }
            int times = restarts.merge(instance, 1, Integer::sum);
            if (times > MOST_RESTARTS) {
                if (times == MOST_RESTARTS + 1) {
                    notices.accept(instance.title() + " died " + times + " times and stays down: see " + process.log());
                }
                continue;
            }
            notices.accept(instance.title() + " ended with code " + process.exitValue() + "; starting it again");
            running.put(instance, start(instance));
            restarted = true;
        }
        return restarted;
    }

    /** Stops all services, at the same time: what one has not finished, it does again when it next starts. */
    @Override
    public void close() {
        List<ChildProcess> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(running.values());
            all.addAll(unwatched);
        }
        if (watch != null) {
            watch.interrupt();
        }
        all.parallelStream().forEach(ChildProcess::close);
    }
}
