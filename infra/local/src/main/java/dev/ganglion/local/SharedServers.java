package dev.ganglion.local;

import dev.ganglion.events.Topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One broker and one database server for a whole test JVM. They are remembered in system properties, because a Quarkus test
 * may load this class more than once. They end with the JVM, and so do their data.
 */
public final class SharedServers {

    private static final String BOOTSTRAP = "ganglion.shared.kafka";
    private static final String PORT = "ganglion.shared.postgres";

    private SharedServers() {}

    /** The broker's address; all these topics are on it. */
    public static String bootstrapServers(Collection<Topic> topics) {
        synchronized (System.class) {
            String bootstrap = System.getProperty(BOOTSTRAP);
            if (bootstrap == null) {
                Path directory = temporary("kafka");
                LocalBroker broker = LocalBroker.start(new LocalOptions(
                        directory.resolve("data"), Ports.free(), directory.resolve("log"), true, false));
                atExit(broker, directory);
                bootstrap = broker.bootstrapServers();
                LocalTopics.create(bootstrap, topics, LocalTopics.PARTITIONS);
                System.setProperty(BOOTSTRAP, bootstrap);
            }
            return bootstrap;
        }
    }

    /** The database server's port. */
    public static int port() {
        return postgres().port();
    }

    /** Makes an empty database and returns its name. */
    public static String newDatabase(String name) {
        return postgres().createDatabase(name);
    }

    private static LocalPostgres postgres() {
        synchronized (System.class) {
            Integer port = Integer.getInteger(PORT);
            if (port != null) {
                return LocalPostgres.at(port);
            }
            Path directory = temporary("postgres");
            LocalPostgres postgres = LocalPostgres.start(
                    new LocalOptions(directory.resolve("data"), Ports.free(), directory.resolve("log"), true, false));
            atExit(postgres, directory);
            System.setProperty(PORT, Integer.toString(postgres.port()));
            return postgres;
        }
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory("ganglion-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made", e);
        }
    }

    private static void atExit(AutoCloseable server, Path directory) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
                delete(directory);
            } catch (Exception e) {
                System.err.println("left behind: " + directory + " (" + e + ")");
            }
        }));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
