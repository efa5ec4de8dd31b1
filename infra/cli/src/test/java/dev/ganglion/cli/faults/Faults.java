package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import java.util.List;

/** All faults of the suite. */
final class Faults {

    private Faults() {}

    static List<Fault> all() {
        return List.of(
                new Kill(ServiceProgram.EXPLAINER, 20),
                new Kill(ServiceProgram.SIMULATOR, 20),
                new Kill(ServiceProgram.SCORER, 20),
                new KillRecording(20),
                new KillShardWorker(12),
                new Terminate(ServiceProgram.EXPLAINER, 8),
                new Terminate(ServiceProgram.SIMULATOR, 8),
                new Terminate(ServiceProgram.SCORER, 8),
                new BrokerRestart(6),
                new DiskFull(),
                new DatabaseAway("database-restart", 4, 1),
                new DatabaseAway("database-gone", 1, 60),
                new Rebalance(6),
                new TwoReplicas(12),
                new Freeze(6),
                Poison.ofChain(20),
                Poison.ofRecording(6),
                new ClockJump(8),
                new ModelDown(3, 8),
                ModelTrouble.slow(),
                ModelTrouble.rateLimiting(),
                ModelTrouble.garbage());
    }
}
