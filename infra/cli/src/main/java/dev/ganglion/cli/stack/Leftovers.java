package dev.ganglion.cli.stack;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.local.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What another command started. */
final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** Refuses to start beside a stack that runs; stops what a killed command left behind. */
    static void refuseOrClear(Installation installation, Consumer<String> notices) {
        Optional<StackFile> file = StackFile.read(installation);
        if (file.isEmpty()) {
            return;
        }
        StackFile stack = file.get();
        if (stack.anythingRuns() && !stack.orphaned()) {
            throw Refusal.badInput("infra/ganglion " + stack.startedBy()
                    + " runs already in this checkout: look at " + stack.viewer()
                    + ", or stop it with infra/ganglion down");
        }
        stop(stack, notices);
        StackFile.delete(installation);
    }

    /** Stops the processes, the last started first, and returns whether there were any. */
    static boolean stop(StackFile stack, Consumer<String> notices) {
        List<RunningProcess> backwards = new ArrayList<>(stack.processes());
        Collections.reverse(backwards);
        boolean any = false;
        for (RunningProcess process : backwards) {
            Optional<ProcessHandle> handle = process.handle();
            if (handle.isPresent()) {
                any = true;
                notices.accept("Stopping " + process.title());
                ChildProcess.stop(handle.get(), GRACE);
            }
        }
        return any;
    }
}
