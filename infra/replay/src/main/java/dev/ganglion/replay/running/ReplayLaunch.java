package dev.ganglion.replay.running;

import dev.ganglion.replay.plan.Replay;
import java.util.HashMap;
import java.util.Map;

/** Makes a process that is about to start the service the process of a replay. */
public final class ReplayLaunch {

    private ReplayLaunch() {}

    /**
     * Sets what the service is then configured with, above all that the operator says.
     *
     * @param channel that the service reads
     */
    public static void prepare(Replay replay, String channel) {
        settings(replay, channel).forEach(System::setProperty);
    }

    static Map<String, String> settings(Replay replay, String channel) {
        Map<String, String> settings = new HashMap<>();
        settings.put(RunningReplay.ID, replay.id());
        String incoming = "mp.messaging.incoming." + channel + ".";
        settings.put(incoming + "topic", replay.topic());
        settings.put(incoming + "group.id", replay.id());
        if (replay.recipe() != null) {
            settings.put(replay.service() + ".recipe", replay.recipe());
        }
        return settings;
    }
}
