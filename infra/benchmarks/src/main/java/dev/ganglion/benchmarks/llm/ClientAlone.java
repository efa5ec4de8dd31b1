package dev.ganglion.benchmarks.llm;

import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import dev.ganglion.benchmarks.surroundings.Surroundings;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.local.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The client without a service round it: HTTP and ledger, in a process of its own. */
final class ClientAlone {

    private static final String PROGRAM = "dev.ganglion.llm.ledger.ClientLoad";
    private static final String SERVICE = "simulator-service";

    /** As long as the prompts of a simulation by {@code json}. */
    private static final int PROMPT_CHARACTERS = 3_400;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private ClientAlone() {}

    /**
     * Measures it.
     *
     * @param first call that counts: what was before is warming up
     * @param last call that counts
     */
    static CallRate measure(Path root, int first, int last) throws IOException, InterruptedException {
        Reply reply = Answers.sentence();
        try (Surroundings surroundings = Surroundings.start();
                ScriptedModelServer server =
                        ScriptedModelServer.start().forgetful().script(call -> reply);
                ChildProcess client = start(root, surroundings, server)) {
            untilAsked(server, client, first);
            double cpu = cpuSeconds(client);
            long before = server.count();
            long from = System.nanoTime();
            untilAsked(server, client, last);
            double seconds = (System.nanoTime() - from) / 1e9;
            double cpuSeconds = cpuSeconds(client) - cpu;
            long made = server.count() - before;
            return new CallRate(made / cpuSeconds, made / seconds, cpuSeconds / seconds, reply.body().length);
        }
    }

    /** A program among the client's tests, with the libraries and options of the packaged simulator-service. */
    private static ChildProcess start(Path root, Surroundings surroundings, ScriptedModelServer server) {
        Path service = root.resolve(SERVICE).resolve("target/quarkus-app/lib");
        String classes = String.join(
                File.pathSeparator,
                service.resolve("main/*").toString(),
                service.resolve("boot/*").toString(),
                root.resolve("infra/llm/target/test-classes").toString(),
                root.resolve("infra/benchmarks/target/lib/*").toString());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("ganglion.java-options." + SERVICE, "-Xmx512m")
                .split(" ")));
        command.addAll(List.of(
                "-cp",
                classes,
                PROGRAM,
                Integer.toString(surroundings.database().port()),
                surroundings.database().name(),
                server.baseUrl(),
                Integer.toString(Run.SLOTS),
                Integer.toString(PROMPT_CHARACTERS)));
        return ChildProcess.start("client", command, Map.of(), surroundings.log("client"));
    }

    private static void untilAsked(ScriptedModelServer server, ChildProcess client, int calls)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (server.count() < calls) {
            if (!client.isAlive() || System.nanoTime() > end) {
                throw new BenchmarkException("the client asks no more after " + server.count() + " calls; its log:\n"
                        + Files.readString(client.log()));
            }
            Thread.sleep(5);
        }
    }

    private static double cpuSeconds(ChildProcess client) {
        return client.handle()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toNanos)
                        .orElseThrow(
                                () -> new BenchmarkException("this system does not say how much processor time it had"))
                / 1e9;
    }
}
