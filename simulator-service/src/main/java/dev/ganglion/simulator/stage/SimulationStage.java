package dev.ganglion.simulator.stage;

import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.Stage;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Simulation;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.service.RecipeAnnouncement;
import dev.ganglion.simulator.Simulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Simulates every explanation of the topic that the process's recipe takes. */
@Singleton
class SimulationStage {

    static final String IN = "explanations";
    static final String OUT = "simulations";

    private final Stage<Explanation, Simulation> stage;
    private final Simulator simulator;
    private final RecipeAnnouncement announcement;

    SimulationStage(
            Recipe<Simulator> recipe,
            RecipeAnnouncement announcement,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "simulator.concurrency") int concurrency) {
        this.simulator = recipe.implementation();
        this.announcement = announcement;
        this.stage = new Stage<>(
                service,
                EventTopic.EXPLANATIONS,
                EventTopic.SIMULATIONS,
                concurrency,
                new DeadLetters(recipe.consumerGroup(), recipe.ref().pinned()),
                metrics);
    }

    @Incoming(IN)
    @Outgoing(OUT)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<byte[]>> simulate(Multi<Message<byte[]>> explanations) {
        return Uni.createFrom()
                .completionStage(announcement.published())
                .onItem()
                .transformToMulti(published -> stage.process(explanations, simulator::simulate));
    }
}
