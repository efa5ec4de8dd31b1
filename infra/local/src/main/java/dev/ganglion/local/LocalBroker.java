package dev.ganglion.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker as a child process. */
public final class LocalBroker implements AutoCloseable {

    /** A broker of one machine never earns back what the optimizing compiler costs: half of its processor time. */
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ChildProcess process;
    private final int port;

    private LocalBroker(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @throws LocalException with one sentence, if it cannot run
     */
    public static LocalBroker start(LocalOptions options) {
        Ports.require("the broker", options.port());
        ChildProcess process = ChildProcess.start(
                "kafka", ChildMain.command(BrokerMain.class, FLAGS, options.arguments()), Map.of(), options.log());
        LocalBroker broker = new LocalBroker(process, options.port());
        Readiness.await(process, broker::answers);
        return broker;
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public ChildProcess process() {
        return process;
    }

    private boolean answers() throws InterruptedException {
        if (Ports.isFree(port)) {
            return false;
        }
        try (Admin admin = AdminClient.open(bootstrapServers())) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
