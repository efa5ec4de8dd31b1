package dev.ganglion.subject.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub on a port of this machine, an empty cache, and one who does not wait long. */
abstract class HubFixture {

    static final HubModelId MODEL = HubModelId.parse(HubServer.MODEL);
    static final String WEIGHTS = "model.safetensors";

    final HubServer server = new HubServer();
    final HubNotes notes = new HubNotes();

    @TempDir
    Path cache;

    @AfterEach
    void stop() {
        server.close();
    }

    Hub hub() {
        return hub(settings(false, null), directory -> Long.MAX_VALUE);
    }

    Hub hub(HubSettings settings, Hub.DiskSpace space) {
        return new Hub(settings, 4, Duration.ofMillis(5), Duration.ofMillis(700), space);
    }

    HubSettings settings(boolean offline, String token) {
        return new HubSettings(server.address(), cache, offline, token);
    }

    Path folder() {
        return cache.resolve("models--acme--tiny-gpt2");
    }

    String refusal(Hub hub, HubModelId model) {
        ModelException refusal = catchThrowableOfType(ModelException.class, () -> hub.snapshot(model, notes));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).endsWith(".").doesNotContain("s3cret").doesNotContain("html");
        return refusal.getMessage();
    }

    void assertHasFiles(HubSnapshot snapshot, String... names) throws IOException {
        for (String name : names) {
            assertThat(Files.readAllBytes(snapshot.directory().resolve(name)))
                    .as(name)
                    .isEqualTo(server.content(name));
        }
    }
}
