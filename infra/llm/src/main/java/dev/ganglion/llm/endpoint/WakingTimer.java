package dev.ganglion.llm.endpoint;

import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** SmallRye Fault Tolerance's timer on the timers of Vert.x; after each task, whoever waits for what it changed is woken. */
final class WakingTimer implements Timer {

    private final Vertx vertx;
    private final Runnable wake;

    WakingTimer(Vertx vertx, Runnable wake) {
        this.vertx = vertx;
        this.wake = wake;
    }

    @Override
    public int getId() {
        return 0;
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task) {
        return schedule(delayInMillis, task, Runnable::run);
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task, Executor executor) {
        long id = vertx.setTimer(Math.max(1, delayInMillis), timer -> {
            executor.execute(task);
            wake.run();
        });
        return new TimerTask() {
            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean cancel() {
                return vertx.cancelTimer(id);
            }
        };
    }

    @Override
    public int countScheduledTasks() {
        return 0;
    }

    @Override
    public void shutdown() {
        // The timers are Vert.x' own, and end with it.
    }
}
