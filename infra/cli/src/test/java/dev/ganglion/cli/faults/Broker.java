package dev.ganglion.cli.faults;

import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalTopics;
import dev.ganglion.local.Ports;
import java.nio.file.Path;

/** The broker, which can be stopped in all manners and started again on what it has written. */
final class Broker implements AutoCloseable {

    private final LocalOptions options;
    private LocalBroker running;

    /** @param data where it writes */
    Broker(Path data, Path log) {
        options = new LocalOptions(data, Ports.free(), log, true, true);
        running = LocalBroker.start(options);
        LocalTopics.create(running.bootstrapServers(), Topics.all(), LocalTopics.PARTITIONS);
    }

    String address() {
        return running.bootstrapServers();
    }

    boolean isRunning() {
        return running.process().isAlive();
    }

    void kill() {
        running.process().handle().destroyForcibly();
        running.process().close();
    }

    void stop() {
        running.close();
    }

    void start() {
        running = LocalBroker.start(options);
    }

    @Override
    public void close() {
        running.close();
    }
}
