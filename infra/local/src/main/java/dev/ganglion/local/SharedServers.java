package dev.ganglion.local;

import dev.ganglion.events.Topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One broker and one database server for a whole test JVM, since they take seconds to start. They end with the JVM, however
 * it ends, and are not made to survive a crash. They are remembered in system properties, because a Quarkus test may load
 * this class more than once.
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
                LocalBroker broker = LocalBroker.start(options(directory));
                atExit(broker, directory);
                bootstrap = broker.bootstrapServers();
                System.setProperty(BOOTSTRAP, bootstrap);
            }
            LocalTopics.create(bootstrap, topics, LocalTopics.PARTITIONS);
            return bootstrap;
        }
    }

    /** A new, empty database, so that tests do not see one another's rows. */
    public static LocalDatabase newDatabase() {
        return postgres().createDatabase("test_" + UUID.randomUUID().toString().replace("-", ""));
    }

    private static LocalPostgres postgres() {
        synchronized (System.class) {
            Integer port = Integer.getInteger(PORT);
            if (port != null) {
                return LocalPostgres.at(port);
            }
            Path directory = temporary("postgres");
            LocalPostgres postgres = LocalPostgres.start(options(directory));
            atExit(postgres, directory);
            System.setProperty(PORT, Integer.toString(postgres.port()));
            return postgres;
        }
    }

    private static LocalOptions options(Path directory) {
        return new LocalOptions(directory.resolve("data"), Ports.free(), directory.resolve("log"), true, false);
    }

    /** Below the module's build directory if there is one: what a killed test leaves goes with the next clean build. */
    private static Path temporary(String name) {
        Path build = Path.of("target").toAbsolutePath();
        try {
            return Files.isDirectory(build)
                    ? Files.createTempDirectory(build, "ganglion-" + name)
                    : Files.createTempDirectory("ganglion-" + name);
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
