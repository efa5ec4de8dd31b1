package dev.ganglion.scorer.stage;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Topics;
import dev.ganglion.replay.creation.ReplayCommand;
import dev.ganglion.replay.creation.ReplayedService;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.running.ReplayLaunch;
import dev.ganglion.scorer.rebuilding.RebuildCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.Optional;

/** Starts the service; or scores a part of its topic again, and then reads nothing else; or throws the results database away. */
@QuarkusMain
public final class Main {

    private static final int BAD_INPUT = 2;

    Main() {}

    public static void main(String... arguments) throws InterruptedException {
        if (arguments.length == 1 && arguments[0].equals(RebuildCommand.NAME)) {
            System.exit(RebuildCommand.run());
        }
        if (arguments.length > 0) {
            replay(arguments);
        }
        Quarkus.run();
    }

    private static void replay(String... arguments) {
        if (!arguments[0].equals(ReplayCommand.NAME)) {
            System.err.println("scorer-service: without arguments it runs the service, \"" + ReplayCommand.NAME
                    + "\" works again on a part of its topic, \"" + RebuildCommand.NAME
                    + "\" empties the results database, for the service to fill again; it takes no other");
            System.exit(BAD_INPUT);
        }
        ReplayCommand.Outcome outcome =
                ReplayCommand.run(new Scoring(), Arrays.copyOfRange(arguments, 1, arguments.length));
        if (outcome.replay() == null) {
            System.exit(outcome.code());
        }
        ReplayLaunch.prepare(outcome.replay(), ScoringStage.IN);
        // The live processes do that, in a group of their own.
        System.setProperty("mp.messaging.incoming.projection.enabled", "false");
    }

    /** It has no recipe and asks nobody. */
    private static final class Scoring implements ReplayedService {

        @Override
        public String name() {
            return "scorer";
        }

        @Override
        public String topic() {
            return Topics.SIMULATIONS;
        }

        @Override
        public boolean hasRecipes() {
            return false;
        }

        @Override
        public String pinned(String recipe) {
            throw new IllegalArgumentException("the scorer runs no recipe");
        }

        @Override
        public boolean asksModel(String recipe) {
            return false;
        }

        @Override
        public Optional<Work> work(Replay replay, byte[] event) {
            try {
                Simulation simulation = EventTopic.SIMULATIONS.codec().decode(event);
                return replay.explainers().test(simulation.explainer())
                                && replay.simulators().test(simulation.simulator())
                        ? Optional.of(Work.WITHOUT_QUESTIONS)
                        : Optional.empty();
            } catch (EventException e) {
                return Optional.empty();
            }
        }
    }
}
