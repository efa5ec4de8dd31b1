package dev.ganglion.llm.service;

import dev.ganglion.llm.endpoint.EndpointState;
import dev.ganglion.llm.endpoint.HttpEndpoint;
import dev.ganglion.llm.ledger.RememberingModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.replay.running.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What the process's language model is doing, and if it is nothing, why. */
@Singleton
class ModelState implements Waiting {

    private final Recipe<?> recipe;
    private final RecipeStart start;
    private final Instance<RememberingModel> model;
    private final Instance<HttpEndpoint> endpoint;

    ModelState(Recipe<?> recipe, RecipeStart start, Instance<RememberingModel> model, Instance<HttpEndpoint> endpoint) {
        this.recipe = recipe;
        this.start = start;
        this.model = model;
        this.endpoint = endpoint;
    }

    /**
     * @param recipe {@code name@digest8}
     * @param endpoint the server's base URL
     * @param state {@code running} or {@code paused}
     * @param reason why it is paused, one sentence that says what to do; else null
     * @param inFlight calls that the server works on
     * @param waiting calls that wait for their turn
     * @param limit of calls in flight, as the server bears it now
     * @param cap of that limit
     */
    record Now(
            String recipe,
            String model,
            String endpoint,
            String state,
            String reason,
            int inFlight,
            int waiting,
            int limit,
            int cap) {}

    void register(@Observes StartupEvent started, MeterRegistry metrics) {
        if (recipe.model().isEmpty()) {
            return;
        }
        paused(metrics, "model", () -> start.problem().isPresent());
        paused(metrics, "budget", () -> model.get().snapshot().budget().isPresent());
        paused(metrics, "ledger", () -> model.get().snapshot().database().isPresent());
    }

    /** Nothing for a recipe that asks no model. */
    Optional<Now> now() {
        return recipe.model().map(use -> {
            EndpointState server = endpoint.get().snapshot();
            String reason = Stream.of(
                            start.problem().stream(),
                            model.get().snapshot().paused().stream(),
                            Optional.ofNullable(server.paused()).stream())
                    .flatMap(sentences -> sentences)
                    .findFirst()
                    .orElse(null);
            return new Now(
                    recipe.ref().pinned(),
                    use.model().name(),
                    server.url(),
                    reason == null ? "running" : "paused",
                    reason,
                    server.inFlight(),
                    server.waiting(),
                    server.limit(),
                    server.cap());
        });
    }

    @Override
    public Optional<String> problem() {
        return now().map(Now::reason);
    }

    private static void paused(MeterRegistry metrics, String reason, BooleanSupplier paused) {
        Gauge.builder("ganglion.llm.paused", paused, now -> now.getAsBoolean() ? 1 : 0)
                .description("1 while no calls go through for this reason")
                .tag("reason", reason)
                .strongReference(true)
                .register(metrics);
    }
}
