package dev.ganglion.subject.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes is kept, what is missing is fetched, what is wrong is not taken. */
@Timeout(30)
class CutDownloadTest extends HubFixture {

    @Test
    void aCutConnectionGoesOnWhereItWasCut() throws Exception {
        // Given
        server.cut(WEIGHTS, 100_000, 50_000);

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, WEIGHTS);
        assertThat(server.downloadsOf(WEIGHTS))
                .extracting(HubServer.Asked::range)
                .containsExactly(null, "bytes=100000-", "bytes=150000-");
        assertThat(notes.notes).hasSize(2).allSatisfy(note -> assertThat(note)
                .startsWith("model.safetensors of acme/tiny-gpt2: the connection to localhost was cut; trying again"));
    }

    @Test
    void moreCutsThanAttemptsDoNotMatterAslongAsSomethingComes() throws Exception {
        // Given
        Integer[] cuts = new Integer[20];
        Arrays.fill(cuts, 10_000);
        server.cut(WEIGHTS, cuts);

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, WEIGHTS);
    }

    @Test
    void whatCameBeforeAFailureIsKeptForTheNextRun() throws Exception {
        // Given
        server.cut(WEIGHTS, 100_000, 0, 0, 0);
        String message = refusal(hub(), MODEL);
        server.cdn.clear();

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertThat(message)
                .isEqualTo("model.safetensors of acme/tiny-gpt2 cannot be had: the connection to localhost was cut,"
                        + " 4 times; try again later, what has come already is kept.");
        assertHasFiles(snapshot, WEIGHTS);
        assertThat(server.downloadsOf(WEIGHTS))
                .extracting(HubServer.Asked::range)
                .containsExactly("bytes=100000-");
    }

    @Test
    void aServerWithoutRangesBeginsAnew() throws Exception {
        // Given
        server.ranges = false;
        server.cut(WEIGHTS, 100_000);

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, WEIGHTS);
    }

    @Test
    void aServerThatFallsSilentIsLeft() throws Exception {
        // Given
        server.silent = true;
        server.cut(WEIGHTS, 100_000);

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, WEIGHTS);
        assertThat(notes.notes).singleElement().asString().contains("sent nothing for");
    }

    @Test
    void aWrongChecksumIsFetchedAgainAndThenRefused() throws IOException {
        // Given
        byte[] forged = server.content(WEIGHTS).clone();
        forged[200_000] ^= 1;
        server.forged.put(WEIGHTS, forged);

        // When
        String message = refusal(hub(), MODEL);

        // Then
        assertThat(message)
                .isEqualTo("model.safetensors of acme/tiny-gpt2 does not come as the hub says it is: length or checksum"
                        + " differ, 3 times; try again later, or check what stands between this machine and the hub.");
        assertThat(server.downloadsOf(WEIGHTS)).hasSize(3);
        assertThat(folder().resolve("blobs").resolve(HubServer.sha256(server.content(WEIGHTS))))
                .doesNotExist();
    }

    @Test
    void aSmallFileIsCheckedToo() {
        // Given
        byte[] forged = server.content("tokenizer.json").clone();
        forged[3] ^= 1;
        server.forged.put("tokenizer.json", forged);

        // Then
        assertThat(refusal(hub(), MODEL)).startsWith("tokenizer.json of acme/tiny-gpt2 does not come as the hub says");
    }

    @Test
    void moreBytesThanTheHubSaysAreNotWritten() throws IOException {
        // Given
        server.forged.put(WEIGHTS, HubServer.bytes(5_000_000));

        // When
        String message = refusal(hub(), MODEL);

        // Then
        assertThat(message).contains("length or checksum differ");
        Path partial =
                folder().resolve("blobs").resolve(HubServer.sha256(server.content(WEIGHTS)) + ".ganglion-incomplete");
        assertThat(Files.size(partial)).isZero();
    }

    @Test
    void fewerBytesThanTheHubSaysAreRefused() {
        // Given
        server.forged.put(WEIGHTS, Arrays.copyOf(server.content(WEIGHTS), 200_000));

        // Then
        assertThat(refusal(hub(), MODEL)).startsWith("model.safetensors of acme/tiny-gpt2 cannot be had: ");
    }

    @Test
    void whatHasGoneBadOnTheDiskIsFetchedAgain() throws Exception {
        // Given
        Path partial =
                folder().resolve("blobs").resolve(HubServer.sha256(server.content(WEIGHTS)) + ".ganglion-incomplete");
        Files.createDirectories(partial.getParent());
        Files.write(partial, new byte[100_000]);

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, WEIGHTS);
        assertThat(server.downloadsOf(WEIGHTS))
                .extracting(HubServer.Asked::range)
                .containsExactly("bytes=100000-", null);
    }

    @Test
    void busyAndBrokenServersAreTriedAgain() throws Exception {
        // Given
        server.fails("hub config.json", 1, 429, Map.of("Retry-After", "1"));
        server.fails("hub tokenizer.json", 2, 502, Map.of());
        server.fails("cdn " + WEIGHTS, 1, 503, Map.of());
        server.fails("cdn " + WEIGHTS, 1, 403, Map.of()); // its signature is too old
        long start = System.nanoTime();

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, "config.json", "tokenizer.json", WEIGHTS);
        assertThat(notes.notes).hasSize(5);
        assertThat(System.nanoTime() - start)
                .as("it waits as long as it is told")
                .isGreaterThan(1_000_000_000);
    }

    @Test
    void aFullDiskIsSeenBeforeTheDownload() {
        // When
        String message = refusal(hub(settings(false, null), directory -> 200_000), MODEL);

        // Then
        assertThat(message)
                .startsWith("There is no room for acme/tiny-gpt2 in " + folder().resolve("blobs"))
                .endsWith("it needs 300.0 kB more, and the disk has 200.0 kB; make room, or set HF_HUB_CACHE to a"
                        + " directory on another disk.");
        assertThat(server.cdn).isEmpty();
    }

    @Test
    void aDiskThatFillsUpOnTheWay() throws IOException {
        // Given
        Path full = Path.of("/dev/full");
        assumeThat(Files.isWritable(full)).isTrue();
        Path partial =
                folder().resolve("blobs").resolve(HubServer.sha256(server.content(WEIGHTS)) + ".ganglion-incomplete");
        Files.createDirectories(partial.getParent());
        Files.createSymbolicLink(partial, full);

        // When
        String message = refusal(hub(), MODEL);

        // Then
        assertThat(message)
                .startsWith(partial + " cannot be written (")
                .endsWith("; make room or give access there, or set HF_HUB_CACHE to another directory.");
    }

    @Test
    void anInterruptEndsTheDownloadAndKeepsWhatCame() throws Exception {
        // Given
        server.bytesPerTick = 1_000;
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (notes.progress.stream().noneMatch(progress -> progress.done() > 20_000)) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        interrupter.start();

        // When
        assertThatThrownBy(() -> hub().snapshot(MODEL, notes)).isInstanceOf(InterruptedException.class);
        interrupter.join();
        server.bytesPerTick = Integer.MAX_VALUE;
        server.cdn.clear();
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, WEIGHTS);
        assertThat(server.downloadsOf(WEIGHTS)).singleElement().satisfies(asked -> assertThat(asked.range())
                .startsWith("bytes="));
    }
}
