package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running broker does. */
class LocalBrokerTest {

    @TempDir
    private static Path directory;

    private static LocalBroker broker;

    @BeforeAll
    static void start() {
        broker = LocalBroker.start(options("broker"));
    }

    @AfterAll
    static void stop() {
        broker.close();
        assertThat(broker.process().isAlive()).isFalse();
    }

    private static LocalOptions options(String name) {
        return new LocalOptions(directory.resolve(name), Ports.free(), directory.resolve(name + ".log"), true, true);
    }

    @Test
    void topicsThatAreThereAreLeftAlone() throws Exception {
        // Given
        Letters letters = Letters.on(broker);
        letters.send("kept");

        // When
        LocalTopics.create(broker.bootstrapServers(), Letters.TOPICS, Letters.PARTITIONS);

        // Then
        assertThat(letters.all()).contains("kept");
    }

    @Test
    void aTopicWithOtherPartitionsIsRefusedWithOneSentence() {
        // Given
        Letters.on(broker);

        // When, Then
        assertThatThrownBy(() -> LocalTopics.create(broker.bootstrapServers(), Letters.TOPICS, 3))
                .isInstanceOf(LocalException.class)
                .hasMessage("topic letters has 2 partitions, and should have 3: "
                        + "delete the broker's data directory, or make the topic anew");
    }

    @Test
    void anEventOfTheLargestSizeIsTaken() {
        // Given
        Letters letters = Letters.on(broker);

        // When, Then
        assertThatCode(() -> letters.send("x".repeat(512 * 1024))).doesNotThrowAnyException();
    }

    @Test
    void twoBrokersRunSideBySide() throws Exception {
        // Given
        Letters.on(broker).send("mine");
        try (LocalBroker other = LocalBroker.start(options("other"))) {
            Letters letters = Letters.on(other);

            // When
            letters.send("yours");

            // Then
            assertThat(letters.all()).containsExactly("yours");
        }
    }

    @Test
    void aSecondBrokerOnTheSameDataIsToldWhichProcessHasThem() {
        // Given
        LocalOptions options = new LocalOptions(
                directory.resolve("broker"), Ports.free(), directory.resolve("second.log"), true, true);

        // When, Then
        assertThatThrownBy(() -> LocalBroker.start(options))
                .isInstanceOf(LocalException.class)
                .hasMessage("kafka did not start: the data directory " + directory.resolve("broker")
                        + " is used by process " + broker.process().pid()
                        + ": stop that one, or choose another directory (its log: " + directory.resolve("second.log")
                        + ")");
    }

    @Test
    void theTerminalsInterruptDoesNotStopIt() throws Exception {
        // Given
        String pid = Long.toString(broker.process().pid());

        // When
        new ProcessBuilder("kill", "-INT", pid).start().waitFor();
        Thread.sleep(300);

        // Then
        assertThat(broker.process().isAlive()).isTrue();
    }
}
