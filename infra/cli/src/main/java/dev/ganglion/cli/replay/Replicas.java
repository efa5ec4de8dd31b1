package dev.ganglion.cli.replay;

import dev.ganglion.cli.llm.LlmApi;
import dev.ganglion.cli.results.JsonHttp;
import dev.ganglion.local.ChildProcess;
import dev.ganglion.local.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The processes of one replay on this machine. They share its group, so each works on a part. */
final class Replicas implements AutoCloseable {

    private final JsonHttp http = new JsonHttp();
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<Replica, ReplayState> last = new HashMap<>();
    private Runnable forget = () -> {};

    private Replicas() {}

    private record Replica(ChildProcess process, int port) {

        String address() {
            return "http://127.0.0.1:" + port + "/";
        }
    }

    /**
     * Starts them.
     *
     * @param title of the replay
     * @param command the program and its arguments
     * @param logs where the process of this title writes
     * @param remember called when all are started; what it returns is run when all are stopped
     */
    static Replicas start(
            int number,
            String title,
            List<String> command,
            Map<String, String> environment,
            Function<String, Path> logs,
            Function<List<ProcessHandle>, Runnable> remember) {
        Replicas started = new Replicas();
        try {
            for (int i = 1; i <= number; i++) {
                String name = number == 1 ? title : title + "." + i;
                int port = Ports.free();
                Map<String, String> own = new HashMap<>(environment);
                own.put("QUARKUS_HTTP_PORT", Integer.toString(port));
                started.replicas.add(new Replica(ChildProcess.start(name, command, own, logs.apply(name)), port));
            }
            started.forget = remember.apply(started.replicas.stream()
                    .map(replica -> replica.process.handle())
                    .toList());
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** How far the replay is; nothing before one of its processes has said so. */
    Optional<ReplayState> look() throws InterruptedException {
        for (Replica replica : replicas) {
            if (replica.process.isAlive()) {
                try {
                    http.find(replica.address() + "api/replay", ReplayState.class)
                            .ifPresent(state -> last.put(replica, state));
                } catch (IOException e) {
                    // It is on its way up or down.
                }
            }
        }
        long selected = last.values().stream().mapToLong(ReplayState::selected).sum();
        return last.values().stream()
                .max((one, other) -> Long.compare(one.done(), other.done()))
                .map(state -> new ReplayState(
                        state.id(),
                        state.service(),
                        state.recipe(),
                        state.topic(),
                        state.records(),
                        state.done(),
                        selected,
                        state.finished(),
                        problem().orElse(null)));
    }

    /** Why all of them wait; nothing while one works. */
    private Optional<String> problem() {
        List<String> problems = replicas.stream()
                .filter(replica -> replica.process.isAlive())
                .map(last::get)
                .map(state -> state == null ? null : state.problem())
                .toList();
        return problems.isEmpty() || problems.contains(null) ? Optional.empty() : Optional.of(problems.get(0));
    }

    /** What they say of their language model, those that run and answer. */
    List<LlmApi> asking() {
        return replicas.stream()
                .filter(replica -> replica.process.isAlive() && last.containsKey(replica))
                .map(replica -> new LlmApi(replica.address()))
                .toList();
    }

    int running() {
        return (int)
                replicas.stream().filter(replica -> replica.process.isAlive()).count();
    }

    /** A process that has ended, and how. */
    record Ended(String title, int code, Path log) {}

    /** Those that have ended. */
    List<Ended> ended() {
        return replicas.stream()
                .map(Replica::process)
                .filter(process -> !process.isAlive())
                .map(process -> new Ended(process.title(), process.exitValue(), process.log()))
                .toList();
    }

    /** Whether one of them has seen the end. */
    boolean isDone() {
        return ended().stream().anyMatch(one -> one.code() == 0);
    }

    /** What the first failure exited with; nothing without one. */
    OptionalInt failure() {
        return ended().stream().mapToInt(Ended::code).filter(code -> code != 0).findFirst();
    }

    /** The last thing that a process said, without the name of the program in front. */
    static String lastWords(Ended ended) {
        try {
            return Files.readAllLines(ended.log(), StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.matches("\\s+(at .*|\\.\\.\\. [0-9]+ more)"))
                    .reduce("", (before, line) -> line)
                    .strip()
                    .replaceFirst("^[a-z]+-service: ", "");
        } catch (IOException e) {
            return "";
        }
    }

    /** Stops those that run: what they have not finished is done by whoever goes on. */
    @Override
    public void close() {
        replicas.parallelStream().forEach(replica -> replica.process.close());
        forget.run();
    }
}
