package dev.ganglion.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker in KRaft mode, its own controller, in a process of its own. */
public final class BrokerMain {

    /** One installation has one broker; the id only has to stay the same. */
    private static final String CLUSTER_ID = "Z2FuZ2xpb24tbG9jYWwtMQ";

    /** Room for an event of 512 KiB, its headers, and a batch around it. */
    private static final int LARGEST_RECORD = 1024 * 1024;

    private BrokerMain() {}

    /** Runs until it gets SIGTERM; see {@link LocalBroker}. */
    public static void main(String[] arguments) {
        ChildMain.run(arguments, BrokerMain::run);
    }

    private static void run(ChildMain.Arguments arguments) throws IOException {
        Path logs = arguments.data().resolve("log");
        refuseRemains(logs);
        Properties settings = settings(arguments, logs);
        KafkaRaftServer server;
        try {
            format(settings, arguments.data().resolve("server.properties"));
            server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        } catch (RuntimeException e) {
            throw new LocalException(
                    "the data directory " + arguments.data() + " is not one of this broker (" + why(e)
                            + "): move it away or delete it",
                    e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        try {
            server.startup();
        } catch (RuntimeException e) {
            throw new LocalException("the broker does not run on " + arguments.data() + ": " + why(e), e);
        }
        server.awaitShutdown();
    }

    private static void format(Properties settings, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        String[] format = {"format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", file.toString()};
        int code = StorageTool.execute(format, System.out);
        if (code != 0) {
            throw new IllegalStateException("formatting ended with " + code);
        }
    }

    /**
     * Kafka would start on partitions whose metadata is gone, take them for strays, and delete them. A directory that was
     * only formatted has no partitions yet, and is fine.
     */
    private static void refuseRemains(Path logs) throws IOException {
        if (Files.exists(logs.resolve("meta.properties")) && Files.isDirectory(logs.resolve("__cluster_metadata-0"))) {
            return;
        }
        if (Files.isDirectory(logs)) {
            try (var partitions = Files.newDirectoryStream(logs, "*-[0-9]*")) {
                if (partitions.iterator().hasNext()) {
                    throw new LocalException("the data directory " + logs.getParent()
                            + " has partitions and no metadata for them: restore it, or delete it");
                }
            }
        }
    }

    /** The deepest cause says most, but a failed bind says which address only in the exception around it. */
    private static String why(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && !(deepest.getCause() instanceof BindException)) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
        return message.lines().findFirst().orElse("");
    }

    private static Properties settings(ChildMain.Arguments arguments, Path logs) {
        if (logs.toString().contains(",")) {
            throw new LocalException("the data directory " + arguments.data()
                    + " has a comma in its name, which separates directories for Kafka: choose another");
        }
        int controllerPort = Ports.freeBesides(arguments.port());
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + arguments.port() + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + arguments.port());
        settings.setProperty("log.dirs", logs.toString());
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
        // Lets a service choose that, killed, it does not hold its partitions for long.
        settings.setProperty("group.min.session.timeout.ms", "3000");
        // The successor of a broker that was killed has to wait until that counts as gone.
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE / 60));
        settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        return settings;
    }
}
