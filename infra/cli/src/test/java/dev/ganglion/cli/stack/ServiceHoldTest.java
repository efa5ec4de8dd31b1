package dev.ganglion.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceHoldTest {

    private static final String ROOT = "ganglion.root";

    @TempDir
    Path directory;

    private final String root = System.getProperty(ROOT);
    private Installation installation;

    @BeforeEach
    void here() {
        System.setProperty(ROOT, directory.toString());
        installation = Installation.find();
    }

    @AfterEach
    void there() {
        if (root == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, root);
        }
    }

    @Test
    void aServiceIsHeldUntilItIsLetGo() {
        // When
        ServiceHold hold = ServiceHold.of(installation, "scorer-service");
        boolean during = ServiceHold.isHeld(installation, "scorer-service");
        hold.close();

        // Then
        assertThat(during).isTrue();
        assertThat(ServiceHold.isHeld(installation, "scorer-service")).isFalse();
    }

    @Test
    void aHolderThatHasDiedHoldsNothing() throws Exception {
        // Given: more than any system has processes
        Files.createDirectories(installation.state().resolve("held"));
        Files.writeString(installation.state().resolve("held/scorer-service"), "99999999");

        // Then
        assertThat(ServiceHold.isHeld(installation, "scorer-service")).isFalse();
    }
}
