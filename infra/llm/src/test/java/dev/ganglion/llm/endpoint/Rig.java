package dev.ganglion.llm.endpoint;

import dev.ganglion.llm.endpoint.EndpointSettings.Limits;
import dev.ganglion.llm.model.Completion;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An endpoint and the server that it asks, over a real socket. */
final class Rig implements AutoCloseable {

    static final String KEY = "sk-test-0123456789";

    /** Small, so that tests need not wait; no limit per minute. */
    static final Limits QUICK = new Limits(
            1 << 20, Duration.ofSeconds(5), Duration.ofMillis(150), 8, OptionalLong.empty(), OptionalLong.empty(), 3);

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final ScriptedModelServer server;
    final HttpEndpoint endpoint;

    Rig() {
        this(QUICK);
    }

    Rig(Limits limits) {
        this(limits, ScriptedModelServer.start());
    }

    private Rig(Limits limits, ScriptedModelServer server) {
        this(limits, server, server.baseUrl());
    }

    /** @param server closed with the rest; may be null */
    Rig(Limits limits, ScriptedModelServer server, String baseUrl) {
        this.server = server;
        EndpointSettings settings = EndpointSettings.of(baseUrl, Optional.of(KEY), limits);
        // Half of the way from 0 to 1: a backoff without jitter.
        this.endpoint = new HttpEndpoint(
                vertx, settings, metrics, new VertxTransport(vertx, settings), Clock.systemUTC(), () -> 0.5);
    }

    static Limits concurrency(int cap) {
        return new Limits(
                QUICK.largestAnswer(),
                Duration.ofSeconds(20),
                QUICK.probeInterval(),
                cap,
                OptionalLong.empty(),
                OptionalLong.empty(),
                QUICK.refusalsInARow());
    }

    static Limits timeout(Duration timeout) {
        return new Limits(
                QUICK.largestAnswer(),
                timeout,
                QUICK.probeInterval(),
                QUICK.concurrency(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                QUICK.refusalsInARow());
    }

    CompletableFuture<Completion> begin(ModelRequest request) {
        return begin(request, 10);
    }

    CompletableFuture<Completion> begin(ModelRequest request, long tokens) {
        return endpoint.call(request, tokens).subscribeAsCompletionStage();
    }

    Completion ask(ModelRequest request) {
        try {
            return begin(request).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    double calls(String outcome) {
        return metrics.get("ganglion.llm.calls")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Override
    public void close() {
        endpoint.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        if (server != null) {
            server.close();
        }
    }
}
