package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker makes of the data and the port it is given. */
class LocalBrokerDataTest {

    @TempDir
    private Path directory;

    private LocalOptions options(int port) {
        return new LocalOptions(directory.resolve("data"), port, directory.resolve("log"), true, true);
    }

    @Tag("slow")
    @Test
    void whatWasAcknowledgedIsThereAfterAKillAndAfterAStop() throws Exception {
        // Given
        LocalBroker killed = LocalBroker.start(options(Ports.free()));
        Letters.on(killed).send("before the kill");
        killed.process().handle().destroyForcibly();
        killed.process().handle().onExit().get(20, TimeUnit.SECONDS);
        try (LocalBroker stopped = LocalBroker.start(options(Ports.free()))) {
            Letters.on(stopped).send("before the stop");
        }

        // When
        List<String> read;
        try (LocalBroker restarted = LocalBroker.start(options(Ports.free()))) {
            read = Letters.on(restarted).all();
        }

        // Then
        assertThat(read).containsExactlyInAnyOrder("before the kill", "before the stop");
        assertThat(directory.resolve("data/log/.kafka_cleanshutdown")).exists();
    }

    @Test
    void aUsedPortIsOneSentence() throws IOException {
        // Given
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalOptions options = options(used.getLocalPort());

            // When, Then
            assertThatThrownBy(() -> LocalBroker.start(options))
                    .isInstanceOf(LocalException.class)
                    .hasMessage("port " + used.getLocalPort()
                            + " is in use: stop what listens there, or give the broker another port");
        }
    }

    @Test
    void dataOfAnotherClusterAreOneSentence() throws IOException {
        // Given
        Path log = Files.createDirectories(directory.resolve("data/log"));
        Files.writeString(log.resolve("meta.properties"), "version=1\ncluster.id=another\nnode.id=1\n");

        // When, Then
        assertRefused("is not one of this broker (Invalid cluster.id in: " + log.resolve("meta.properties")
                + ". Expected Z2FuZ2xpb24tbG9jYWwtMQ, but read another): move it away or delete it");
    }

    @Test
    void halfWrittenMetadataAreOneSentence() throws IOException {
        // Given
        Path log = Files.createDirectories(directory.resolve("data/log"));
        Files.writeString(log.resolve("meta.properties"), "");

        // When, Then
        assertRefused("is not one of this broker (Error: node ID not found in " + log + "): move it away or delete it");
    }

    @Test
    void partitionsWithoutMetadataAreNotThrownAway() throws IOException {
        // Given
        Path log = Files.createDirectories(directory.resolve("data/log"));
        Path partition = Files.createDirectories(log.resolve("letters-0"));

        // When, Then
        assertRefused("has partitions and no metadata for them: restore it, or delete it");
        assertThat(partition).exists();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneSentence() throws IOException {
        // Given
        Files.writeString(directory.resolve("data"), "a file");

        // When, Then
        assertRefused("cannot be written (FileAlreadyExistsException: " + directory.resolve("data")
                + "): choose another place, or make this one writable");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> LocalBroker.start(options(Ports.free())))
                .isInstanceOf(LocalException.class)
                .hasMessage("kafka did not start: the data directory " + directory.resolve("data") + " " + why
                        + " (its log: " + directory.resolve("log") + ")");
    }
}
