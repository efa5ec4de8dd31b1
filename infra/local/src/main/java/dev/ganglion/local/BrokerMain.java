package dev.ganglion.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;

/** A Kafka broker in KRaft mode, its own controller, in a process of its own. */
public final class BrokerMain {

    /** One installation has one broker; the id only has to stay the same. */
    private static final String CLUSTER_ID = "Z2FuZ2xpb24tbG9jYWwtMQ";

    private static final int LARGEST_RECORD = 1024 * 1024;

    private BrokerMain() {}

    /** Runs until it gets SIGTERM; see {@link LocalBroker}. */
    public static void main(String[] arguments) {
        ChildMain.run(arguments, BrokerMain::run);
    }

    private static void run(ChildMain.Arguments arguments) throws IOException {
        Files.createDirectories(arguments.data());
        Path settings = arguments.data().resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(settings)) {
            settings(arguments).store(out, null);
        }
        String[] format = {"format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", settings.toString()};
        int code;
        try {
            code = StorageTool.execute(format, System.out);
        } catch (RuntimeException e) {
            throw stale(arguments.data(), e.getMessage(), e);
        }
        if (code != 0) {
            throw stale(arguments.data(), "formatting ended with " + code, null);
        }
        kafka.Kafka.main(new String[] {settings.toString()});
    }

    private static LocalException stale(Path data, String why, Throwable cause) {
        return new LocalException(
                "the data directory " + data + " is not one of this broker (" + why + "): move it away or delete it",
                cause);
    }

    private static Properties settings(ChildMain.Arguments arguments) {
        int controllerPort = Ports.free();
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + arguments.port() + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + arguments.port());
        settings.setProperty("log.dirs", arguments.data().resolve("log").toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("message.max.bytes", Integer.toString(LARGEST_RECORD));
        settings.setProperty("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD));
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // A service that was killed must not hold its partitions for long.
        settings.setProperty("group.min.session.timeout.ms", "3000");
        // The same for a broker that was killed: its successor has to wait until it counts as gone.
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE / 60));
        settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        return settings;
    }
}
