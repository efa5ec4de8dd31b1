package dev.ganglion.cli.stack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A process that was started, as it is remembered in a file.
 *
 * @param title what it is, for people
 * @param pid its id; another process may have it by now
 * @param startedAt its start in milliseconds since 1970, by which the two are told apart; 0 where that is not known
 * @param port the port it listens on
 * @param settings what the command set in its environment, so that it can be started again as it was; never a secret
 */
public record RunningProcess(String title, long pid, long startedAt, int port, Map<String, String> settings) {

    public RunningProcess {
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
    }

    static RunningProcess of(String title, ProcessHandle process, int port) {
        return of(title, process, port, Map.of());
    }

    static RunningProcess of(ServiceInstance instance, ProcessHandle process, int port) {
        return of(instance.title(), process, port, instance.settings());
    }

    private static RunningProcess of(String title, ProcessHandle process, int port, Map<String, String> settings) {
        long startedAt = process.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(0L);
        return new RunningProcess(title, process.pid(), startedAt, port, settings);
    }

    /** Where it answers HTTP, ending in a slash. */
    public String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Whether it is a process of this service, with whatever recipe. */
    public boolean is(ServiceProgram program) {
        return title.equals(program.title()) || title.startsWith(program.title() + ":");
    }

    /** The process itself, if it still runs. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    private boolean isTheSame(ProcessHandle process) {
        return startedAt == 0
                || process.info()
                        .startInstant()
                        .map(instant -> instant.toEpochMilli() == startedAt)
                        .orElse(true);
    }
}
