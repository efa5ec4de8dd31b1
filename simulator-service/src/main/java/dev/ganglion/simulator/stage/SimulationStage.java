package dev.ganglion.simulator.stage;

import dev.ganglion.delivery.ChosenKeys;
import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.Stage;
import dev.ganglion.delivery.WorkInHand;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Simulation;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.service.RecipeStart;
import dev.ganglion.llm.service.RecordsInWork;
import dev.ganglion.replay.running.RunningReplay;
import dev.ganglion.simulator.Simulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
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
    private final SelectedWork work;
    private final RecipeStart start;
    private final RunningReplay replay;
    private final ChosenKeys chosen;

    SimulationStage(
            Recipe<Simulator> recipe,
            RecipeStart start,
            RunningReplay replay,
            SelectedWork work,
            MeterRegistry metrics,
            WorkInHand inHand,
            Config config,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "simulator.neurons") Optional<List<String>> neurons) {
        this.work = work;
        this.start = start;
        this.replay = replay;
        this.chosen = ChosenKeys.of("simulator.neurons", neurons.orElse(List.of()));
        this.stage = new Stage<>(
                service,
                EventTopic.EXPLANATIONS,
                EventTopic.SIMULATIONS,
                RecordsInWork.of(config, recipe),
                new DeadLetters(
                        replay.group(recipe.consumerGroup()), recipe.ref().pinned()),
                inHand,
                metrics);
    }

    @Incoming(IN)
    @Outgoing(OUT)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<byte[]>> simulate(Multi<Message<byte[]>> explanations) {
        return Uni.createFrom()
                .completionStage(start.ready())
                .chain(work::ready)
                .onItem()
                .transformToMulti(
                        ready -> stage.processSelected(replay.records(explanations), replay.selection(chosen), ready));
    }
}
