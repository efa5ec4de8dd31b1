package dev.ganglion.benchmarks.llm;

import dev.ganglion.benchmarks.neurons.SyntheticNeurons;
import dev.ganglion.benchmarks.surroundings.MeasuredService;
import dev.ganglion.benchmarks.surroundings.Surroundings;
import dev.ganglion.events.Topics;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** One service at work on records that wait for it, and the server that it asks. */
final class Run implements AutoCloseable {

    /** Calls in flight at most. */
    static final int SLOTS = 64;

    /** A program among the client's tests. */
    private static final String CLIENT = "dev.ganglion.llm.ledger.ClientLoad";

    /** As long as the prompts of a simulation by {@code json}. */
    private static final int PROMPT_CHARACTERS = 3_400;

    private static final Duration STANDSTILL = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Surroundings surroundings;
    private final ScriptedModelServer server;
    private final MeasuredService service;
    private final AtomicLong answerBytes;

    private Run(
            Surroundings surroundings, ScriptedModelServer server, MeasuredService service, AtomicLong answerBytes) {
        this.surroundings = surroundings;
        this.server = server;
        this.service = service;
        this.answerBytes = answerBytes;
    }

    /** Explains so many neurons. */
    static Run explaining(Path root, int records, Function<Call, Reply> script) throws IOException {
        SyntheticNeurons neurons = new SyntheticNeurons();
        Surroundings surroundings = Surroundings.start();
        surroundings.fill(Topics.NEURON_ACTIVATIONS, records, SyntheticNeurons::key, neurons::activations);
        return start(root, surroundings, "explainer-service", "EXPLAINER_RECIPE", "token-activation-pairs", script);
    }

    /** Simulates so many explanations by this recipe. */
    static Run simulating(Path root, String recipe, int records, Function<Call, Reply> script) throws IOException {
        SyntheticNeurons neurons = new SyntheticNeurons();
        Surroundings surroundings = Surroundings.start();
        surroundings.fill(Topics.EXPLANATIONS, records, SyntheticNeurons::key, neurons::explanation);
        return start(root, surroundings, "simulator-service", "SIMULATOR_RECIPE", recipe, script);
    }

    /** Asks one question after the other with the client that the services have, and nothing of a service round it. */
    static Run asking(Path root, Reply reply) throws IOException {
        Surroundings surroundings = Surroundings.start();
        return start(
                surroundings,
                call -> reply,
                server -> MeasuredService.program(
                        root,
                        "simulator-service",
                        "client",
                        List.of(
                                root.resolve("infra/llm/target/test-classes"),
                                root.resolve("infra/benchmarks/target/lib/*")),
                        List.of(
                                CLIENT,
                                Integer.toString(surroundings.database().port()),
                                surroundings.database().name(),
                                server.baseUrl(),
                                Integer.toString(SLOTS),
                                Integer.toString(PROMPT_CHARACTERS)),
                        surroundings.log("client")));
    }

    private static Run start(
            Path root,
            Surroundings surroundings,
            String title,
            String setting,
            String recipe,
            Function<Call, Reply> script)
            throws IOException {
        return start(surroundings, script, server -> {
            Map<String, String> environment = new HashMap<>(surroundings.environment());
            environment.put(setting, recipe);
            environment.put("OPENAI_BASE_URL", server.baseUrl());
            environment.put("OPENAI_API_KEY", "benchmark");
            environment.put("LLM_CONCURRENCY", Integer.toString(SLOTS));
            // A model with a price, and a budget that lasts: each call is reserved and settled as in earnest.
            environment.put("LLM_MODEL", "gpt-4o-mini");
            environment.put("LLM_BUDGET", "100000");
            return MeasuredService.start(root, title, environment, surroundings.log(title));
        });
    }

    private static Run start(
            Surroundings surroundings,
            Function<Call, Reply> script,
            Function<ScriptedModelServer, MeasuredService> program)
            throws IOException {
        AtomicLong bytes = new AtomicLong();
        ScriptedModelServer server = ScriptedModelServer.start().forgetful().script(call -> {
            Reply reply = script.apply(call);
            bytes.addAndGet(reply.body().length);
            return reply;
        });
        try {
            return new Run(surroundings, server, program.apply(server), bytes);
        } catch (RuntimeException e) {
            server.close();
            surroundings.close();
            throw e;
        }
    }

    ScriptedModelServer server() {
        return server;
    }

    MeasuredService service() {
        return service;
    }

    /** Bytes of an answer's body, on average. */
    long bytesPerAnswer() {
        return server.count() == 0 ? 0 : answerBytes.get() / server.count();
    }

    /** Returns when the server was asked so often. */
    void untilAsked(long calls) throws InterruptedException {
        int last = -1;
        Instant movedAt = Instant.now();
        while (server.count() < calls) {
            service.check();
            if (server.count() != last) {
                last = server.count();
                movedAt = Instant.now();
            } else if (Duration.between(movedAt, Instant.now()).compareTo(STANDSTILL) > 0) {
                throw service.ended("it asks no more after " + last + " of " + calls + " calls");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
        server.close();
        surroundings.close();
    }
}
