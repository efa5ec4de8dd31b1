package dev.ganglion.subject.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several want the same model at once: threads of this process, and other processes. */
@Timeout(60)
class SharedCacheTest extends HubFixture {

    /** Another process: downloads the model and ends. */
    static final class Other {

        public static void main(String[] arguments) throws Exception {
            HubSettings settings =
                    new HubSettings(java.net.URI.create(arguments[0]), Path.of(arguments[1]), false, null);
            HubSnapshot snapshot = Hub.hasty(settings).snapshot(HubModelId.parse(HubServer.MODEL), HubWatch.NONE);
            System.out.println(snapshot.directory());
        }
    }

    private Process other() throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        Other.class.getName(),
                        server.address().toString(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void awaitBytes(long bytes) throws Exception {
        Path partial =
                folder().resolve("blobs").resolve(HubServer.sha256(server.content(WEIGHTS)) + ".ganglion-incomplete");
        while (!Files.exists(partial) || Files.size(partial) < bytes) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void threadsOfOneProcess() throws Exception {
        // Given
        server.bytesPerTick = 20_000;
        Hub hub = hub();
        Callable<HubSnapshot> download = () -> hub.snapshot(MODEL, notes);
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        List<Future<HubSnapshot>> found = threads.invokeAll(List.of(download, download, download, download));
        threads.shutdown();

        // Then
        for (Future<HubSnapshot> one : found) {
            assertHasFiles(one.get(), "config.json", "tokenizer.json", WEIGHTS);
        }
        assertThat(server.downloadsOf(WEIGHTS)).hasSize(1);
    }

    @Test
    void anotherProcessIsWaitedFor() throws Exception {
        // Given
        server.bytesPerTick = 3_000;
        Process other = other();
        awaitBytes(3_000);

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, "config.json", "tokenizer.json", WEIGHTS);
        assertThat(server.downloadsOf(WEIGHTS)).hasSize(1);
        assertThat(notes.notes).containsExactly("acme/tiny-gpt2: somebody else downloads it already; waiting for that");
        assertThat(other.waitFor()).isZero();
    }

    @Test
    void whatAKilledProcessLeavesIsGoneOnWith() throws Exception {
        // Given
        server.bytesPerTick = 3_000;
        Process other = other();
        awaitBytes(50_000);

        // When
        other.destroyForcibly().waitFor();
        server.bytesPerTick = Integer.MAX_VALUE;
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, "config.json", "tokenizer.json", WEIGHTS);
        assertThat(server.downloadsOf(WEIGHTS)).hasSize(2).last().satisfies(asked -> assertThat(asked.range())
                .matches("bytes=[1-9][0-9]{4,}-"));
    }
}
