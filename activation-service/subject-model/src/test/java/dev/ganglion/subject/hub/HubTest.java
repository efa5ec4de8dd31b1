package dev.ganglion.subject.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models come into the layout that all libraries of the hub share, and what is there is used. */
class HubTest extends HubFixture {

    @Test
    void aModelComesWithItsFilesUnderTheirNames() throws Exception {
        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertThat(snapshot.model()).hasToString(HubServer.MODEL + "@" + HubServer.COMMIT);
        assertThat(snapshot.directory()).isEqualTo(folder().resolve("snapshots").resolve(HubServer.COMMIT));
        assertHasFiles(snapshot, "config.json", "tokenizer.json", WEIGHTS);
    }

    @Test
    void theCacheHasTheLayoutOfTheHubsLibraries() throws Exception {
        // When
        Path directory = hub().snapshot(MODEL, notes).directory();

        // Then
        String sha256 = HubServer.sha256(server.content(WEIGHTS));
        String gitBlob = HubServer.gitBlob(server.content("config.json"));
        assertThat(Files.readSymbolicLink(directory.resolve(WEIGHTS))).hasToString("../../blobs/" + sha256);
        assertThat(Files.readSymbolicLink(directory.resolve("config.json"))).hasToString("../../blobs/" + gitBlob);
        assertThat(folder().resolve("refs/main")).hasContent(HubServer.COMMIT);
        try (Stream<Path> blobs = Files.list(folder().resolve("blobs"))) {
            assertThat(blobs).hasSize(3).noneMatch(blob -> blob.toString().contains("incomplete"));
        }
    }

    @Test
    void progressEndsAtAllBytesOfAllFiles() throws Exception {
        // Given
        server.bytesPerTick = 10_000;

        // When
        hub().snapshot(MODEL, notes);

        // Then
        long total = server.content("config.json").length + server.content("tokenizer.json").length + 300_000;
        assertThat(notes.progress)
                .hasSizeGreaterThan(1)
                .isSortedAccordingTo((a, b) -> Long.compare(a.done(), b.done()));
        DownloadProgress last = notes.progress.get(notes.progress.size() - 1);
        assertThat(last.done()).isEqualTo(total).isEqualTo(last.total());
        assertThat(last.bytesPerSecond()).isPositive();
        assertThat(notes.notes).isEmpty();
    }

    @Test
    void aModelThatIsHereIsOnlyAskedAfter() throws Exception {
        // Given
        HubSnapshot first = hub().snapshot(MODEL, notes);
        server.hub.clear();
        server.cdn.clear();

        // When
        HubSnapshot second = hub().snapshot(MODEL, notes);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(server.hub).extracting(HubServer.Asked::method).containsExactly("HEAD");
        assertThat(server.cdn).isEmpty();
    }

    @Test
    void aCommitThatIsHereIsNotEvenAskedAfter() throws Exception {
        // Given
        HubSnapshot first = hub().snapshot(MODEL, notes);
        server.hub.clear();

        // When
        HubSnapshot second = hub().snapshot(first.model(), notes);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(server.hub).isEmpty();
    }

    @Test
    void whatTheRevisionStandsForNowIsTaken() throws Exception {
        // Given
        Path before = hub().snapshot(MODEL, notes).directory();
        String commit = "f".repeat(40);
        server.revisions.put("main", commit);
        server.file("config.json", "{\"n_layer\": 2}".getBytes(StandardCharsets.UTF_8));
        server.cdn.clear();

        // When
        HubSnapshot after = hub().snapshot(MODEL, notes);

        // Then
        assertThat(after.directory()).endsWith(Path.of(commit)).isNotEqualTo(before);
        assertHasFiles(after, "config.json", WEIGHTS);
        assertThat(server.cdn).as("the weights are the same").isEmpty();
        assertThat(folder().resolve("refs/main")).hasContent(commit);
    }

    @Test
    void aRevisionWithASlash() throws Exception {
        // Given
        String commit = "a".repeat(40);
        server.revisions.put("refs/pr/1", commit);

        // When
        HubSnapshot snapshot = hub().snapshot(HubModelId.parse(HubServer.MODEL + "@refs/pr/1"), notes);

        // Then
        assertHasFiles(snapshot, "config.json", "tokenizer.json", WEIGHTS);
        assertThat(folder().resolve("refs/refs/pr/1")).hasContent(commit);
    }

    @Test
    void aModelThatMovedIsFollowed() throws Exception {
        // When
        HubSnapshot snapshot = hub().snapshot(HubModelId.parse("tiny-gpt2"), notes);

        // Then
        assertHasFiles(snapshot, "config.json", "tokenizer.json", WEIGHTS);
        assertThat(snapshot.directory()).startsWith(cache.resolve("models--tiny-gpt2"));
    }

    @Test
    void weightsInSeveralFiles() throws Exception {
        // Given
        server.without(WEIGHTS)
                .file("model-00001-of-00002.safetensors", HubServer.bytes(1000))
                .file("model-00002-of-00002.safetensors", HubServer.bytes(2000))
                .file(
                        "model.safetensors.index.json",
                        ("{\"metadata\": {\"total_size\": 3000}, \"weight_map\": {"
                                        + "\"a\": \"model-00001-of-00002.safetensors\","
                                        + "\"b\": \"model-00002-of-00002.safetensors\","
                                        + "\"c\": \"model-00001-of-00002.safetensors\"}}")
                                .getBytes(StandardCharsets.UTF_8));

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(
                snapshot,
                "config.json",
                "tokenizer.json",
                "model.safetensors.index.json",
                "model-00001-of-00002.safetensors",
                "model-00002-of-00002.safetensors");
        assertThat(server.cdn).hasSize(2);
    }

    @Test
    void aTokenizerInTwoFiles() throws Exception {
        // Given
        server.without("tokenizer.json")
                .file("vocab.json", "{\"a\": 0}".getBytes(StandardCharsets.UTF_8))
                .file("merges.txt", "#version: 0.2\n".getBytes(StandardCharsets.UTF_8));

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, "config.json", "vocab.json", "merges.txt", WEIGHTS);
    }

    @Test
    void whatAnotherLibraryHasPutThereIsUsedOffline() throws Exception {
        // Given
        Path snapshot = folder().resolve("snapshots").resolve(HubServer.COMMIT);
        for (String name : List.of("config.json", "tokenizer.json", WEIGHTS)) {
            Path blob = folder().resolve("blobs").resolve(HubServer.sha256(server.content(name)));
            Files.createDirectories(blob.getParent());
            Files.write(blob, server.content(name));
            Files.createDirectories(snapshot);
            Files.createSymbolicLink(
                    snapshot.resolve(name), Path.of("../../blobs").resolve(blob.getFileName()));
        }
        Files.createDirectories(folder().resolve("refs"));
        Files.writeString(folder().resolve("refs/main"), HubServer.COMMIT);

        // When
        HubSnapshot found = hub(settings(true, null), directory -> 0).snapshot(MODEL, notes);

        // Then
        assertHasFiles(found, "config.json", "tokenizer.json", WEIGHTS);
        assertThat(server.hub).isEmpty();
    }

    @Test
    void whatAnotherLibraryHasPutThereInPartIsCompleted() throws Exception {
        // Given
        Path blob = folder().resolve("blobs").resolve(HubServer.sha256(server.content(WEIGHTS)));
        Files.createDirectories(blob.getParent());
        Files.write(blob, server.content(WEIGHTS));

        // When
        HubSnapshot snapshot = hub().snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, "config.json", "tokenizer.json", WEIGHTS);
        assertThat(server.cdn).isEmpty();
    }

    @Test
    void aHubThatDoesNotAnswerIsNotNeededForWhatIsHere() throws Exception {
        // Given
        HubSnapshot first = hub().snapshot(MODEL, notes);
        server.fails("hub config.json", 1, 503, Map.of());

        // When
        HubSnapshot second = hub().snapshot(MODEL, notes);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(notes.notes).singleElement().asString().contains("localhost answers 503; taking what main was");
    }

    @Test
    void theTokenGoesToTheHubAndToNobodyElse() throws Exception {
        // Given
        server.token = "hf_secret";

        // When
        HubSnapshot snapshot =
                hub(settings(false, "hf_secret"), directory -> Long.MAX_VALUE).snapshot(MODEL, notes);

        // Then
        assertHasFiles(snapshot, WEIGHTS);
        assertThat(server.hub).extracting(HubServer.Asked::authorization).containsOnly("Bearer hf_secret");
        assertThat(server.cdn).extracting(HubServer.Asked::authorization).containsOnlyNulls();
    }

    @Test
    void notAllIsHereUntilAllIsHere() throws IOException {
        // Given
        server.without(WEIGHTS);

        // When
        refusal(hub(), MODEL);

        // Then
        String message = refusal(hub(settings(true, null), directory -> 0), MODEL);
        assertThat(message)
                .isEqualTo("acme/tiny-gpt2 is not in " + cache
                        + ", and HF_HUB_OFFLINE forbids to fetch it; unset that, or copy the model there.");
    }
}
