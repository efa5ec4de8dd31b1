package dev.ganglion.explainer.stage;

import dev.ganglion.delivery.ChosenKeys;
import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.Stage;
import dev.ganglion.delivery.WorkInHand;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.service.RecipeStart;
import dev.ganglion.llm.service.RecordsInWork;
import dev.ganglion.replay.running.RunningReplay;
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

/** Explains every neuron of the topic under the process's recipe. */
@Singleton
class ExplanationStage {

    static final String IN = "neuron-activations";
    static final String OUT = "explanations";

    private final Stage<NeuronActivations, Explanation> stage;
    private final Explainer explainer;
    private final RecipeStart start;
    private final RunningReplay replay;
    private final ChosenKeys chosen;

    ExplanationStage(
            Recipe<Explainer> recipe,
            RecipeStart start,
            RunningReplay replay,
            MeterRegistry metrics,
            WorkInHand inHand,
            Config config,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "explainer.neurons") Optional<List<String>> neurons) {
        this.explainer = recipe.implementation();
        this.start = start;
        this.replay = replay;
        this.chosen = ChosenKeys.of("explainer.neurons", neurons.orElse(List.of()));
        this.stage = new Stage<>(
                service,
                EventTopic.NEURON_ACTIVATIONS,
                EventTopic.EXPLANATIONS,
                RecordsInWork.of(config, recipe),
                new DeadLetters(
                        replay.group(recipe.consumerGroup()), recipe.ref().pinned()),
                inHand,
                metrics);
    }

    @Incoming(IN)
    @Outgoing(OUT)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<byte[]>> explain(Multi<Message<byte[]>> records) {
        return Uni.createFrom()
                .completionStage(start.ready())
                .onItem()
                .transformToMulti(ready ->
                        stage.processSelected(replay.records(records), replay.selection(chosen), explainer::explain));
    }
}
