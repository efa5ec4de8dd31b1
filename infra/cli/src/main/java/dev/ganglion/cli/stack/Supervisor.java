package dev.ganglion.cli.stack;

import dev.ganglion.local.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts a service again that has died, as Kubernetes would. It gives up on one that dies over and over: that is no
 * accident.
 */
final class Supervisor implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final int MOST_RESTARTS = 5;

    private final ServiceProcesses services;
    private final Map<ServiceProgram, Integer> ports;
    private final Map<ServiceProgram, ChildProcess> running = new EnumMap<>(ServiceProgram.class);
    private final Map<ServiceProgram, Integer> restarts = new EnumMap<>(ServiceProgram.class);
    private final Runnable changed;
    private final Consumer<String> notices;
    private Thread watch;
    private boolean closed;

    /**
     * @param changed called after a service was started again
     * @param notices gets a sentence for people
     */
    Supervisor(
            ServiceProcesses services, Map<ServiceProgram, Integer> ports, Runnable changed, Consumer<String> notices) {
        this.services = services;
        this.ports = ports;
        this.changed = changed;
        this.notices = notices;
    }

    /** Starts all services and returns when all are ready; from then on they are watched. */
    void start() throws InterruptedException {
        synchronized (this) {
            ports.forEach((program, port) -> running.put(program, services.start(program, port)));
        }
        for (ServiceProgram program : ports.keySet()) {
            services.awaitReady(running.get(program), ports.get(program));
        }
        watch = new Thread(this::watch, "supervisor");
        watch.setDaemon(true);
        watch.start();
    }

    /** Each service's process now, in the order of the chain. */
    synchronized List<RunningProcess> processes() {
        List<RunningProcess> processes = new ArrayList<>();
        running.forEach((program, process) ->
                processes.add(RunningProcess.of(program.title(), process.handle(), ports.get(program))));
        return processes;
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
        for (ServiceProgram program : ports.keySet()) {
            ChildProcess process = running.get(program);
            if (closed || process.isAlive()) {
                continue;
            }
            int times = restarts.merge(program, 1, Integer::sum);
            if (times > MOST_RESTARTS) {
                if (times == MOST_RESTARTS + 1) {
                    notices.accept(program.title() + " died " + times + " times and stays down: see " + process.log());
                }
                continue;
            }
            notices.accept(program.title() + " ended with code " + process.exitValue() + "; starting it again");
            running.put(program, services.start(program, ports.get(program)));
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
        }
        if (watch != null) {
            watch.interrupt();
        }
        all.parallelStream().forEach(ChildProcess::close);
    }
}
