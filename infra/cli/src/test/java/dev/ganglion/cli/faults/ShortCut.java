package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A little of everything, one after the other, on one chain: what there is time for in every build. */
record ShortCut() implements Fault {

    /** So that nobody waits long for whoever was killed. */
    private static final Map<String, String> SHORT_WAITS = Map.of(
            "LLM_LEASE", "4s",
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "4000",
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_HEARTBEAT_INTERVAL_MS", "1000");

    @Override
    public String name() {
        return "short-cut";
    }

    @Override
    public int times() {
        return 6;
    }

    @Override
    public Chain chain(Path directory) throws InterruptedException {
        return new Chain(
                directory,
                directory.resolve("kafka"),
                true,
                List.of(ServiceProgram.EXPLAINER, ServiceProgram.SIMULATOR, ServiceProgram.SCORER),
                1,
                SHORT_WAITS);
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (Fault fault : List.of(
                Poison.ofChain(1),
                new Kill(ServiceProgram.SIMULATOR, 2),
                new Terminate(ServiceProgram.EXPLAINER, 1),
                new BrokerRestart(1),
                new Rebalance(1))) {
            Scene its = new Scene(scene.chain(), new Random(scene.random().nextLong()), fault.times());
            fault.strike(its);
            scene.add(its);
        }
    }
}
