package dev.ganglion.simulator.stage;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Simulation;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.running.RunningReplay;
import dev.ganglion.replay.topic.BrokerSettings;
import dev.ganglion.replay.topic.RangeReader;
import dev.ganglion.simulator.Simulator;
import dev.ganglion.simulator.baseline.LentExplanations;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** What is done with an explanation: it is simulated, unless this process replays only some, or lends them. */
@Singleton
class SelectedWork {

    private static final Logger LOG = Logger.getLogger(SelectedWork.class);
    private static final Uni<List<Simulation>> NOTHING = Uni.createFrom().item(List.of());

    private final Simulator simulator;
    private final RunningReplay replay;
    private final Config config;

    SelectedWork(Recipe<Simulator> recipe, RunningReplay replay, Config config) {
        this.simulator = recipe.implementation();
        this.replay = replay;
        this.config = config;
    }

    /** Has the work when it can be done. */
    Uni<Function<Explanation, Uni<List<Simulation>>>> ready() {
        if (replay.replay().filter(Replay::borrowsExplanations).isEmpty()) {
            return Uni.createFrom().item(() -> only(simulator::simulate));
        }
        return Uni.createFrom()
                .item(() -> gathered(replay.replay().orElseThrow()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(lent -> only(explanation ->
                        lent.lend(explanation).map(this::simulate).orElse(NOTHING)));
    }

    private Function<Explanation, Uni<List<Simulation>>> only(Function<Explanation, Uni<List<Simulation>>> work) {
        return explanation -> replay.takesExplainer(explanation.recipe()) ? work.apply(explanation) : NOTHING;
    }

    private Uni<List<Simulation>> simulate(LentExplanations.Loan loan) {
        return simulator.simulate(loan.explanation()).map(simulations -> simulations.stream()
                .map(simulation -> simulation.borrowedFrom(loan.owner()))
                .toList());
    }

    /** Of the whole frozen range, so that every process of the replay, whenever it starts, lends the same. */
    private LentExplanations gathered(Replay of) {
        EventCodec<Explanation> codec = EventCodec.of(Explanation.class);
        LentExplanations.Gathering gathering = new LentExplanations.Gathering(of.seed());
        long read = new RangeReader(BrokerSettings.of(config), of.topic()).read(of.bounds(), Long.MAX_VALUE, record -> {
            try {
                gathering.add(codec.decode(record.value()));
            } catch (EventException e) {
                // It is a dead letter when its turn comes.
                LOG.debugf("not lent: %s", e.getMessage());
            }
        });
        LOG.infof("explanations are lent out of %d records", read);
        return gathering.done();
    }
}
