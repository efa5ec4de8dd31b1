package dev.ganglion.activation.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.activation.DemoCopy;
import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.activation.text.TextActivations;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Shard;
import dev.ganglion.events.Split;
import dev.ganglion.events.TokenTable;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.model.SubjectModel;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final int WIDTH = 768;
    private static final long PLENTY = 1L << 30;
    private static final LoadedModels MODELS = new LoadedModels(2);

    @TempDir
    static Path directory;

    private static Path corpus;
    private static List<NeuronActivations> records;

    private final RequestProgress progress = new RequestProgress("id", "demo", Shard.WHOLE);

    @BeforeAll
    static void recordLayerTwo() throws InterruptedException {
        corpus = SmallCorpus.in(directory);
        records = record(request(List.of(2)), PLENTY, new RequestProgress("id", "demo", Shard.WHOLE));
    }

    @AfterAll
    static void close() {
        MODELS.close();
    }

    private static ActivationRequest request(List<Integer> layers) {
        return request(DemoModel.directory(), layers, Shard.WHOLE, null);
    }

    private static ActivationRequest request(Path model, List<Integer> layers, Shard shard, Integer excerptTokens) {
        return new ActivationRequest(
                UUID.randomUUID(),
                model.equals(DemoModel.directory()) ? "demo" : "copy",
                model.toString(),
                corpus.toString(),
                layers,
                shard,
                excerptTokens);
    }

    private static List<NeuronActivations> record(ActivationRequest request, long bytes, RequestProgress progress)
            throws InterruptedException {
        Recorded recorded = new Recorded();
        new Recording(MODELS, 1024, new CollationMemory(bytes)).run(request, progress, recorded);
        assertThat(recorded.partials()).isEmpty();
        return recorded.records();
    }

    private List<NeuronActivations> record(ActivationRequest request) throws InterruptedException {
        return record(request, PLENTY, progress);
    }

    @Test
    void everyNeuronOfTheLayerHasOneRecordThatReadsBack() {
        // Given
        EventCodec<NeuronActivations> codec = EventCodec.of(NeuronActivations.class);

        // Then
        assertThat(records).hasSize(WIDTH);
        assertThat(records).extracting(NeuronActivations::id).doesNotHaveDuplicates();
        for (int neuron = 0; neuron < WIDTH; neuron++) {
            assertThat(records.get(neuron).neuron().key()).isEqualTo("demo/2-mlp/" + neuron);
        }
        assertThat(records).allSatisfy(record -> assertThat(
                        codec.decode(codec.encode(record)).excerpts())
                .isEqualTo(record.excerpts()));
    }

    @Test
    void aRecordHasWhatTheWeightsSayOfItsNeuron() {
        // Given
        WeightSummary weights = records.get(7).weights();

        // Then
        assertThat(weights.inputTokens().positive()).hasSize(20);
        assertThat(weights.inputTokens().positiveWeights().get(0))
                .isGreaterThan(weights.inputTokens().positiveWeights().get(19));
        assertThat(weights.outputTokens().negativeWeights().get(0)).isNegative();
        assertThat(weights.upstream().positive()).hasSize(10).allMatch(neuron -> neuron.layer() < 2);
        assertThat(weights.downstream().negative()).hasSize(10).allMatch(neuron -> neuron.layer() > 2);
        assertThat(records).extracting(NeuronActivations::weights).doesNotHaveDuplicates();
    }

    @Test
    void aRecordIsNamedByWhatProducedIt() {
        // Given
        NeuronActivations record = records.get(7);
        String collation = CollationParameters.defaults().canonical();
        String corpusDigest = Corpus.open(corpus).digest();
        String subjectDigest = digest();

        // Then
        assertThat(record.provenance())
                .isEqualTo(new Provenance(
                        subjectDigest,
                        "small.jsonl",
                        corpusDigest,
                        SmallCorpus.EXCERPTS,
                        SmallCorpus.EXCERPTS * 64L,
                        collation));
        assertThat(record.id())
                .isEqualTo(Identity.activations(record.neuron(), subjectDigest, corpusDigest, collation));
    }

    private static String digest() {
        try (LoadedModels.Lease lease = MODELS.lease("demo", DemoModel.directory())) {
            return lease.model().digest();
        }
    }

    @Test
    void excerptsCarryTheirSplitsAndAreInOneSetOnly() {
        assertThat(records).allSatisfy(record -> {
            List<Excerpt> excerpts = record.excerpts();
            assertThat(excerpts).extracting(Excerpt::id).doesNotHaveDuplicates();
            assertThat(splitsOf(excerpts, ExcerptSet.TOP))
                    .hasSize(20)
                    .startsWith(Split.TRAIN, Split.CALIBRATION, Split.VALID, Split.TEST, Split.TRAIN);
            assertThat(splitsOf(excerpts, ExcerptSet.RANDOM))
                    .startsWith(Split.CALIBRATION, Split.VALID, Split.TEST, Split.CALIBRATION)
                    .doesNotContain(Split.TRAIN);
            assertThat(splitsOf(excerpts, ExcerptSet.QUANTILE)).containsOnly(Split.NONE);
            assertThat(splitsOf(excerpts, ExcerptSet.HARD_NEGATIVE)).allMatch(Split.NONE::equals);
        });
    }

    @Test
    void hardNegativesAreSilentAndHoldATokenOnWhichATopExcerptFires() {
        int found = 0;
        for (NeuronActivations record : records) {
            double maximum = record.statistics().maximum();
            List<String> fires = record.excerpts().stream()
                    .filter(excerpt -> excerpt.set() == ExcerptSet.TOP)
                    .flatMap(excerpt -> IntStream.range(1, 64)
                            .filter(position -> excerpt.activations().get(position) >= 0.39 * maximum)
                            .mapToObj(excerpt.tokens()::get))
                    .toList();
            for (Excerpt excerpt : record.excerpts()) {
                if (excerpt.set() == ExcerptSet.HARD_NEGATIVE) {
                    found++;
                    assertThat((double) excerpt.maximum()).isLessThan(0.301 * maximum);
                    assertThat(excerpt.tokens().subList(1, 64)).containsAnyElementsOf(fires);
                }
            }
        }
        assertThat(found).isGreaterThan(WIDTH);
    }

    @Test
    void withoutMemoryForAllTokensTheTableIsOfTheMostFrequentAndSaysSo() throws InterruptedException {
        // Given
        long fewTokens = 300L * 8 * WIDTH;
        Recorded recorded = new Recorded();

        // When
        new Recording(MODELS, 1024, new CollationMemory(PLENTY, fewTokens))
                .run(request(List.of(2)), progress, recorded);
        List<NeuronActivations> covered = recorded.records();

        // Then
        assertThat(records)
                .allSatisfy(record -> assertThat(record.tokenTable().coverage()).isNull());
        for (int neuron = 0; neuron < WIDTH; neuron++) {
            NeuronActivations record = covered.get(neuron);
            assertThat(record.excerpts()).isEqualTo(records.get(neuron).excerpts());
            assertThat(record.tokenTable().coverage()).isBetween(0.5, 0.9);
            assertThat(record.tokenTable().tokens()).hasSizeLessThanOrEqualTo(300);
            assertThat(record.tokenTable().mean())
                    .isCloseTo(records.get(neuron).tokenTable().mean(), within(1e-9));
            assertThat(record.id())
                    .as("it is another record")
                    .isNotEqualTo(records.get(neuron).id());
            assertThat(record.provenance().collation()).endsWith(" tableTokens=300");
        }
    }

    private static List<Split> splitsOf(List<Excerpt> excerpts, ExcerptSet set) {
        return excerpts.stream()
                .filter(excerpt -> excerpt.set() == set)
                .map(Excerpt::split)
                .toList();
    }

    @Test
    void quantileExcerptsSayWhichQuantiles() {
        assertThat(records.stream().flatMap(record -> record.excerpts().stream()))
                .filteredOn(excerpt -> excerpt.set() == ExcerptSet.QUANTILE)
                .extracting(Excerpt::quantiles)
                .as("of 137 excerpts the top 20 take the higher quantiles")
                .containsOnly("0-0.5", "0.5-0.9");
        assertThat(records.stream().flatMap(record -> record.excerpts().stream()))
                .filteredOn(excerpt -> excerpt.set() != ExcerptSet.QUANTILE)
                .extracting(Excerpt::quantiles)
                .containsOnlyNulls();
    }

    @Test
    void quantilesAreWrittenAsShortAsTheyAre() {
        // Given
        List<Double> bounds = CollationParameters.defaults().quantileBounds();

        // Then
        assertThat(NeuronRecords.quantiles(bounds, 0)).isEqualTo("0-0.5");
        assertThat(NeuronRecords.quantiles(bounds, 3)).isEqualTo("0.99-0.999");
        assertThat(NeuronRecords.quantiles(List.of(0.25, 1.0), 0)).isEqualTo("0.25-1");
    }

    @Test
    void theMaximumIsThatOfTheBestExcerptWithoutItsFirstToken() {
        assertThat(records).allSatisfy(record -> {
            double maximum = record.statistics().maximum();
            assertThat((double) record.excerpts().get(0).maximum())
                    .isCloseTo(maximum, within(Math.abs(maximum) * 1e-3));
        });
        assertThat(records)
                .as("some are highest at position 0, which must not count")
                .anySatisfy(record -> assertThat(record.excerpts()).anySatisfy(excerpt -> assertThat(
                                (double) excerpt.activations().get(0))
                        .isGreaterThan(record.statistics().maximum())));
    }

    @Test
    void anExcerptsActivationsAreThoseOfItsTextRunAlone() {
        // Given
        NeuronActivations record = records.get(48);
        try (LoadedModels.Lease lease = MODELS.lease("demo", DemoModel.directory())) {
            SubjectModel model = lease.model();
            Excerpt excerpt = record.excerpts().stream()
                    .filter(candidate -> isEncodedAlike(model, candidate))
                    .findFirst()
                    .orElseThrow();

            // When
            TextActivations alone = TextActivations.of(model, String.join("", excerpt.tokens()), 2, List.of(48));

            // Then
            for (int position = 0; position < 64; position++) {
                float activation = alone.activations().get(0).get(position);
                assertThat(excerpt.activations().get(position))
                        .isCloseTo(activation, within(1e-5f + 1e-3f * Math.abs(activation)));
            }
        }
    }

    private static boolean isEncodedAlike(SubjectModel model, Excerpt excerpt) {
        int[] tokens = model.tokenizer().encode(String.join("", excerpt.tokens()));
        return model.tokenizer().tokens(tokens).equals(excerpt.tokens());
    }

    @Test
    void aTokenTableIsBounded() {
        assertThat(records).allSatisfy(record -> assertThat(record.tokenTable().tokens())
                .hasSizeLessThanOrEqualTo(TokenTable.MOST_ENTRIES)
                .doesNotHaveDuplicates());
    }

    @Test
    void recordingAgainGivesTheSameIds() throws InterruptedException {
        // When
        List<NeuronActivations> again = record(request(List.of(2)));

        // Then
        assertThat(again)
                .extracting(NeuronActivations::id)
                .containsExactlyElementsOf(
                        records.stream().map(NeuronActivations::id).toList());
    }

    @Test
    void withLittleMemoryTheLayersAreRecordedInSeveralPassesToTheSameRecords() throws InterruptedException {
        // Given: a layer needs 10 MB or more
        long oneLayer = 15L << 20;

        // When
        List<NeuronActivations> inPasses = record(request(List.of(1, 2)), oneLayer, progress);

        // Then
        assertThat(inPasses).hasSize(2 * WIDTH);
        assertThat(inPasses.subList(WIDTH, 2 * WIDTH))
                .extracting(NeuronActivations::excerpts)
                .isEqualTo(records.stream().map(NeuronActivations::excerpts).toList());
        assertThat(progress.now().totalExcerpts()).isEqualTo(2L * SmallCorpus.EXCERPTS);
        assertThat(progress.now().excerpts()).isEqualTo(2L * SmallCorpus.EXCERPTS);
    }

    @Test
    void aLayerThatDoesNotFitTheMemoryIsRefusedBeforeTheModelRuns() {
        assertThatThrownBy(() -> record(request(List.of(2)), 1 << 20, progress))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching("One layer of this model needs \\d+ MB of heap over this corpus, and there are 1"
                        + " for it; start the service with a larger -Xmx, or leave the collation more of it\\.");
        assertThat(progress.now().phase()).isEqualTo(RecordingPhase.SCANNING);
    }

    @Test
    void aNeuronThatIsNoNumberIsNamed() {
        // Given
        Path broken = DemoCopy.in(directory.resolve("broken"))
                .withBrokenNeuron(1, 700)
                .directory();

        // Then
        assertThatThrownBy(() -> record(request(broken, List.of(1), Shard.WHOLE, null)))
                .isInstanceOf(ModelException.class)
                .hasMessage("Layer 1, neuron 700 of the model has an activation that is no finite number; its weights"
                        + " are broken.");
    }

    @Test
    void aLayerThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> record(request(List.of(0, 4))))
                .isInstanceOf(RequestException.class)
                .hasMessage("There is no layer 4: demo has the layers 0 to 3.");
        assertThatThrownBy(() -> record(request(List.of())))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("names no layer");
    }

    @Test
    void anExcerptLongerThanTheContextIsRefused() {
        assertThatThrownBy(() -> record(request(DemoModel.directory(), null, Shard.WHOLE, 129)))
                .isInstanceOf(RequestException.class)
                .hasMessage("Excerpts of 129 tokens do not fit demo, which takes 128; ask for fewer excerpt tokens.");
    }

    @Test
    void whatIsNoPathIsRefused() {
        // Given
        ActivationRequest request = new ActivationRequest(
                UUID.randomUUID(), "demo", DemoModel.directory().toString(), "a\0b", null, Shard.WHOLE, null);

        // Then
        assertThatThrownBy(() -> record(request))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("\"corpus\" is not a path");
    }

    @Test
    void anInterruptEndsTheRecording() {
        // Given
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> record(request(null))).isInstanceOf(InterruptedException.class);
    }
}
