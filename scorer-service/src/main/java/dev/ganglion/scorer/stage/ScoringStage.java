package dev.ganglion.scorer.stage;

import dev.ganglion.delivery.DeadLetters;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.Stage;
import dev.ganglion.delivery.WorkInHand;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Split;
import dev.ganglion.replay.running.RunningReplay;
import dev.ganglion.scorer.scoring.Scorer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Scores every simulation. */
@ApplicationScoped
class ScoringStage {

    static final String IN = "simulations";

    /** The work is arithmetic: more at a time only hides the broker's latency. */
    private static final int CONCURRENCY = 64;

    private final Scorer scorer = new Scorer();
    private final Stage<Simulation, Scores> stage;
    private final RunningReplay replay;
    private final MeterRegistry metrics;

    ScoringStage(
            RunningReplay replay,
            MeterRegistry metrics,
            WorkInHand inHand,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "mp.messaging.incoming.simulations.group.id") String group) {
        this.replay = replay;
        this.metrics = metrics;
        this.stage = new Stage<>(
                service,
                EventTopic.SIMULATIONS,
                EventTopic.SCORES,
                CONCURRENCY,
                new DeadLetters(group, null),
                inHand,
                metrics);
    }

    @Incoming(IN)
    @Outgoing("scores")
    Multi<Message<byte[]>> score(Multi<Message<byte[]>> simulations) {
        return stage.processSelected(
                replay.records(simulations), replay.selection(key -> true), simulation -> Uni.createFrom()
                        .item(() -> scores(simulation)));
    }

    private List<Scores> scores(Simulation simulation) {
        return replay.takesExplainer(simulation.explainer()) && replay.takesSimulator(simulation.simulator())
                ? List.of(score(simulation))
                : List.of();
    }

    private Scores score(Simulation simulation) {
        Scores scores = scorer.score(simulation).ofExplanationOf(simulation.explanationOf());
        count(
                scores.judgements() == null
                        ? scores.on(Split.VALID, ScoredOn.TOP_AND_RANDOM)
                                .orElseThrow()
                                .correlation()
                                .undefined()
                        : scores.judgements().balancedAccuracy().undefined());
        return scores;
    }

    private void count(String undefined) {
        Counter.builder("ganglion.scores")
                .description("Simulations scored, by whether their score is defined")
                .tag("outcome", undefined == null ? "defined" : undefined)
                .register(metrics)
                .increment();
    }
}
