package dev.ganglion.activation.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.activation.HubCacheOfDemo;
import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.activation.models.ModelStore;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusSample;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Shard;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.engine.Placement;
import dev.ganglion.subject.hub.Hub;
import dev.ganglion.subject.hub.HubSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a model and a corpus come from: the hub, a directory of compressed files, a sample of them. */
class RequestedSourcesTest {

    private static final long PLENTY = 1L << 30;

    @TempDir
    static Path directory;

    private static LoadedModels models;
    private static Path corpus;

    @BeforeAll
    static void prepare() throws IOException {
        HubSettings offline = HubSettings.of(HubCacheOfDemo.in(directory.resolve("hub")));
        models = new LoadedModels(2, Placement.CPU, new ModelStore(Hub.hasty(offline)));
        corpus = SmallCorpus.in(directory);
    }

    @AfterAll
    static void close() {
        models.close();
    }

    private static ActivationRequest request(String model, Path text) {
        return new ActivationRequest(UUID.randomUUID(), "demo", model, text.toString(), List.of(2), Shard.WHOLE, null);
    }

    private static List<NeuronActivations> record(ActivationRequest request, long bytes) throws InterruptedException {
        Recorded recorded = new Recorded();
        new Recording(models, 1024, new CollationMemory(bytes))
                .run(request, new RequestProgress("id", "demo", Shard.WHOLE), recorded);
        return recorded.records();
    }

    @Test
    void aModelOfTheHubIsTheSameModel() throws InterruptedException {
        // Given
        List<NeuronActivations> ofDirectory =
                record(request(DemoModel.directory().toString(), corpus), PLENTY);

        // When
        List<NeuronActivations> ofHub = record(request(HubCacheOfDemo.ID, corpus), PLENTY);

        // Then
        assertThat(ofHub).isEqualTo(ofDirectory);
    }

    @Test
    void aModelThatCannotBeHadIsRefused() {
        assertThatThrownBy(() -> record(request("acme/other", corpus), PLENTY))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("acme/other is not in ");
        assertThatThrownBy(() -> record(request("other", corpus), PLENTY))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("There is no directory other here, and from the hub: other is not in ");
    }

    @Test
    void aCompressedCorpusIsTheSameCorpus() throws IOException, InterruptedException {
        // Given
        Path compressed = directory.resolve("packed.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(corpus, out);
        }

        // When
        List<NeuronActivations> records = record(request(HubCacheOfDemo.ID, compressed), PLENTY);

        // Then
        assertThat(records)
                .extracting(NeuronActivations::id)
                .isEqualTo(record(request(HubCacheOfDemo.ID, corpus), PLENTY).stream()
                        .map(NeuronActivations::id)
                        .toList());
    }

    @Test
    void aSampleIsARecordOfItsOwnOverItsExcerptsAlone() throws InterruptedException {
        // When
        ActivationRequest sampled = request(HubCacheOfDemo.ID, corpus).sampled(new CorpusSample(50, 1));
        List<NeuronActivations> records = record(sampled, PLENTY);

        // Then
        Set<UUID> ids = new HashSet<>();
        Set<String> excerpts = new HashSet<>();
        for (NeuronActivations record : records) {
            ids.add(record.id());
            assertThat(record.provenance().corpus()).isEqualTo("small.jsonl (sample of 50, seed 1)");
            assertThat(record.provenance().excerpts()).isEqualTo(50);
            assertThat(record.provenance().tokens()).isEqualTo(50 * 64);
            assertThat(record.statistics().count()).isEqualTo(50 * 63);
            record.excerpts().forEach(excerpt -> excerpts.add(excerpt.id()));
        }
        assertThat(excerpts).hasSizeBetween(20, 50);
        assertThat(record(request(HubCacheOfDemo.ID, corpus), PLENTY))
                .extracting(NeuronActivations::id)
                .doesNotContainAnyElementsOf(ids);
        assertThat(record(sampled, PLENTY)).as("again").isEqualTo(records);
    }

    @Test
    void aSampleLargerThanTheMemoryForItIsRefused() {
        ActivationRequest sampled = request(HubCacheOfDemo.ID, corpus).sampled(new CorpusSample(10_000_000, 1));
        assertThatThrownBy(() -> record(sampled, PLENTY))
                .isInstanceOf(RequestException.class)
                .hasMessage(
                        "A sample of 10000000 excerpts takes 3968 MB of heap, and there are 256 for it; ask for fewer,"
                                + " or start the service with a larger -Xmx, eight times what is needed.");
    }
}
