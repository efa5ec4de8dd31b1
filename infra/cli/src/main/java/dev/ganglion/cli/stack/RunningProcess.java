package dev.ganglion.cli.stack;

import java.util.Optional;

/**
 * A process that was started, as it is remembered in a file.
 *
 * @param title what it is, for people
 * @param pid its id; another process may have it by now
 * @param startedAt its start in milliseconds since 1970, by which the two are told apart; 0 where that is not known
 * @param port the port it listens on
 */
public record RunningProcess(String title, long pid, long startedAt, int port) {

    static RunningProcess of(String title, ProcessHandle process, int port) {
        long startedAt = process.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(0L);
        return new RunningProcess(title, process.pid(), startedAt, port);
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
